package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A worksheet: its conclusion, and its items where there are not too many. */
public final class WorksheetView {
    /** Most items that a page shows. */
    private static final int SHOWN = 200;

    private final Worksheet worksheet;
    private final boolean ofSample;

    /**
     * @param ofSample whether it is of the sample as it is now
     */
    WorksheetView(Worksheet worksheet, boolean ofSample) {
        this.worksheet = worksheet;
        this.ofSample = ofSample;
    }

    public boolean isOfSample() {
        return ofSample;
    }

    public String getDigest() {
        return worksheet.digest();
    }

    public String getMadeAt() {
        return Shown.minute(worksheet.header().madeAt());
    }

    public String getControl() {
        return PlainText.harmless(worksheet.header().control());
    }

    public String getSystem() {
        return PlainText.harmless(worksheet.header().system());
    }

    public String getConclusion() {
        return PlainText.harmless(worksheet.footer().conclusion());
    }

    public Tone getTone() {
        return worksheet.footer().relied() ? Tone.GOOD : Tone.BAD;
    }

    /** What each stratum came to, in a line. */
    public List<String> getStrata() {
        return worksheet.footer().strata().stream().map(WorksheetView::line).toList();
    }

    private static String line(StratumConclusion stratum) {
        return Messages.WorksheetView_stratum(
                stratum.stratum().text(),
                stratum.deviations(),
                stratum.tested(),
                stratum.projected() ? Messages.WorksheetView_limit() : Messages.WorksheetView_rate(),
                UpperDeviationLimit.published(stratum.limit()),
                stratum.tolerable().percent());
    }

    public List<Attribute> getAttributes() {
        return Arrays.asList(Attribute.values());
    }

    public boolean isListed() {
        return worksheet.footer().items() <= SHOWN;
    }

    /** The items, where they are listed. */
    public List<ItemRow> getItems() throws IOException {
        var rows = new ArrayList<ItemRow>();
        if (isListed()) {
            worksheet.items(item -> rows.add(new ItemRow(item)));
        }
        return rows;
    }

    /** One item. */
    public static final class ItemRow {
        private final TestedItem item;

        ItemRow(TestedItem item) {
            this.item = item;
        }

        public String getNumber() {
            return Long.toString(item.number());
        }

        public String getDecision() {
            return Long.toString(item.decision());
        }

        public String getName() {
            return PlainText.harmless(item.service() + " → " + item.environment());
        }

        public String getId() {
            return PlainText.harmless(item.id());
        }

        public String getReleasedAt() {
            return Shown.minute(item.releasedAt());
        }

        public String getStratum() {
            return item.stratum().text();
        }

        /** A mark for each attribute, in their order. */
        public List<Mark> getMarks() {
            return item.judgements().stream().map(Mark::new).toList();
        }
    }

    /** What an attribute came to: a symbol, and the words that say so. */
    public static final class Mark {
        private final Judgement judgement;

        Mark(Judgement judgement) {
            this.judgement = judgement;
        }

        public Tone getTone() {
            return switch (judgement.result()) {
                case PASS -> Tone.GOOD;
                case FAIL -> Tone.BAD;
                case NOT_DETERMINABLE -> Tone.UNSURE;
                case NOT_APPLICABLE -> Tone.NEUTRAL;
            };
        }

        public boolean isAsked() {
            return judgement.result() != Result.NOT_APPLICABLE;
        }

        /** The result, with the evidence where it is a deviation. */
        public String getWords() {
            return judgement.attribute().name() + ": " + judgement.result().text()
                    + (judgement.result().isDeviation() ? "; " + judgement.evidence() : "");
        }
    }
}
