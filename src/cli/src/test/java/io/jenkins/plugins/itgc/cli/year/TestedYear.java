package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The test of the acted-out year, performed from the population to the bundle: what really happened, and what each command
 * answered.
 */
record TestedYear(
        YearBook book,
        Analyst analyst,
        JsonNode frozen,
        JsonNode drawn,
        JsonNode judged,
        JsonNode imported,
        JsonNode opened,
        List<Ended> signOffs) {
    /** Was deployed, and never asked the gate. */
    static final String BY_HAND = "deployed-by-hand-1";

    static TestedYear in(Path directory) throws Exception {
        Path ledger = directory.resolve("ledger");
        Path july = policy("july");
        YearBook book;
        try (var year = new ActedOutYear(ledger, policy("january"), july)) {
            book = year.act().book();
        }
        String key = Files.readString(ledger.resolve("ledger.pub")).strip();
        var analyst = new Analyst(ledger, july, Files.createDirectory(directory.resolve("desk")), key);

        var list = new ArrayList<>(List.of("id", BY_HAND));
        list.addAll(book.letGoOn());
        list.addAll(book.ids(Set.of(Happening.FORCED)));
        JsonNode frozen = analyst.freeze(Files.write(directory.resolve("deployed.csv"), list));
        JsonNode drawn = analyst.draw();
        JsonNode judged = analyst.judge();
        var signOffs = new ArrayList<>(List.of(analyst.signOff("email:mia@example.com")));
        JsonNode imported = analyst.conclude(
                ReturnedCells.fill(analyst.worksheet().resolve("worksheet.csv"), directory.resolve("returned.csv")));
        JsonNode opened = analyst.openExceptions();
        signOffs.add(analyst.signOff("email:mia@example.com"));
        for (JsonNode exception : opened) {
            followUp(analyst, exception.path("number").asLong());
        }
        signOffs.add(analyst.signOff("email:tess@example.com"));
        signOffs.add(analyst.signOff("email:mia@example.com"));
        analyst.bundleUp();
        return new TestedYear(book, analyst, frozen, drawn, judged, imported, opened, signOffs);
    }

    private static Path policy(String month) throws Exception {
        return Path.of(TestedYear.class.getResource("policy-" + month + ".yaml").toURI());
    }

    private static void followUp(Analyst analyst, long number) {
        done(analyst.follow("assign", number, "--by", "github:carla", "--owner", "github:dora", "--due", "2026-01-16"));
    }

    static void done(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /** The ids that were sampled of a stratum. */
    Set<String> sampled(String stratum) {
        for (JsonNode part : drawn.path("strata")) {
            if (part.path("stratum").asText().equals(stratum)) {
                return texts(part.path("picks"), "/id");
            }
        }
        return Set.of();
    }

    /** The deployments of which an exception has a finding of a trigger. */
    Set<String> triggered(String trigger) {
        return texts(
                StreamSupport.stream(opened.spliterator(), false)
                        .filter(one ->
                                one.path("findings").findValuesAsText("trigger").contains(trigger))
                        .toList(),
                "/opened/deploymentId");
    }

    static Set<String> texts(Iterable<JsonNode> nodes, String pointer) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.at(pointer).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
