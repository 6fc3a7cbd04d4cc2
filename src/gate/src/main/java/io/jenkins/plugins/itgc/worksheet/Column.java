package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of the items, the same in every table that is written and read back.
 *
 * @param name its heading; names the column when a table is read back
 * @param kind what its cells are
 * @param value the cell of an item; for a tester's cell what the ledger holds already
 */
public record Column(String name, Kind kind, Function<TestedItem, Object> value) {
    /** Heading of the tester's conclusion. */
    public static final String CONCLUSION = "Conclusion of the tester";

    /** Heading of the tester's note. */
    public static final String NOTE = "Note of the tester";

    /** Heading of the column with the tester's result that the ledger holds; it is there where any item has one. */
    public static final String RECORDED = "Recorded result of the tester";

    /** Heading of the column with the digest of the worksheet. */
    public static final String WORKSHEET = "Worksheet";

    /** Heading of the column with the digest of the population. */
    public static final String POPULATION = "Population";

    /** Heading of the column with the item's number. */
    public static final String NUMBER = "Number";

    /** Heading of the column with the deployment's id. */
    public static final String ID = "Deployment";

    /** The longest text that a cell of a spreadsheet holds is 32,767 characters. */
    private static final int LONGEST = 32_000;

    /** What cells are. */
    public enum Kind {
        TEXT,
        /** A {@link Long}. */
        NUMBER,
        /** An {@link Instant}, written in UTC. */
        TIME,
        /** The tester writes here. */
        TESTER
    }

    /** All columns of a worksheet, in their order. */
    public static List<Column> of(Worksheet worksheet) {
        var columns = new ArrayList<Column>();
        columns.add(new Column(NUMBER, Kind.NUMBER, TestedItem::number));
        columns.add(text(ID, TestedItem::id));
        columns.add(text("Stratum", item -> item.stratum().text()));
        columns.add(new Column("Let go on (UTC)", Kind.TIME, TestedItem::releasedAt));
        columns.add(text("Service", TestedItem::service));
        columns.add(text("Environment", TestedItem::environment));
        columns.add(text("Commit", TestedItem::commit));
        columns.add(new Column("Decision (entry)", Kind.NUMBER, TestedItem::decision));
        columns.add(text("Change", TestedItem::change));
        columns.add(text("Deployer", TestedItem::deployer));
        columns.add(text("Outcome", TestedItem::outcome));
        for (Attribute attribute : Attribute.values()) {
            columns.add(text(
                    attribute + " " + attribute.title(),
                    item -> item.judgement(attribute).result().text()));
        }
        columns.add(new Column(
                "Deviations", Kind.NUMBER, item -> (long) item.deviations().size()));
        columns.add(new Column(CONCLUSION, Kind.TESTER, item -> item.standing()
                .map(result -> result.conclusion().text())
                .orElse("")));
        columns.add(new Column(NOTE, Kind.TESTER, item -> item.standing()
                .map(result -> PlainText.harmless(result.note(), LONGEST))
                .orElse("")));
        if (worksheet.footer().byWhom().isPresent()) {
            columns.add(text(RECORDED, Column::recorded));
        }
        for (Attribute attribute : Attribute.values()) {
            columns.add(text(
                    attribute + " evidence", item -> item.judgement(attribute).evidence()));
        }
        columns.add(text("References", Column::references));
        columns.add(text("Leaf hash", TestedItem::leafHash));
        columns.add(text(POPULATION, item -> worksheet.header().populationDigest()));
        columns.add(text(WORKSHEET, item -> worksheet.digest()));
        return List.copyOf(columns);
    }

    private static Column text(String name, Function<TestedItem, String> value) {
        return new Column(name, Kind.TEXT, item -> PlainText.harmless(value.apply(item), LONGEST));
    }

    /** What the ledger held of the tester when the worksheet was made. */
    private static String recorded(TestedItem item) {
        return item.tester()
                .map(result -> (item.differs() ? "DIFFERS FROM THE RECORD: " : "")
                        + (item.standing().isPresent() ? "" : "TO BE TESTED AGAIN, THE RECORD IS JUDGED ANEW: ")
                        + result.text())
                .orElse("");
    }

    private static String references(TestedItem item) {
        return item.judgements().stream()
                .flatMap(judgement -> judgement.references().stream())
                .distinct()
                .collect(Collectors.joining(" | "));
    }
}
