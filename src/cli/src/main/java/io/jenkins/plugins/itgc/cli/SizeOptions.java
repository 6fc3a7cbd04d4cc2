package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.sample.Frequency;
import io.jenkins.plugins.itgc.sample.FrequencyTable;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.sample.SizeRule.Method;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How large a sample is to be. */
final class SizeOptions {
    @Option(names = "--confidence", paramLabel = "RATE", description = "How sure to be: 95%%.")
    private @Nullable Rate confidence;

    @Option(
            names = "--tolerable",
            paramLabel = "RATE",
            description = "The rate of deviations with which the control can still be relied on: 5%%.")
    private @Nullable Rate tolerable;

    @Option(
            names = "--expected",
            paramLabel = "RATE",
            description = "The rate that is expected; so many are accepted, rounded up.")
    private @Nullable Rate expected;

    @Option(
            names = "--accept",
            paramLabel = "NUMBER",
            description = "How many deviations the plan accepts (default: 0).")
    private @Nullable Integer accept;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "binomial, or hypergeometric: fewer for a small population (default: binomial).")
    private @Nullable Method method;

    @Option(
            names = "--frequency",
            paramLabel = "FREQUENCY",
            description =
                    "How often the control operates: annual, quarterly, monthly, weekly, daily, many-times-a-day.")
    private @Nullable Frequency frequency;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description =
                    "The table for --frequency: upper or lower end of common practice, or a JSON file with name and"
                            + " sizes (default: upper).")
    private @Nullable String table;

    @Option(names = "--size", paramLabel = "NUMBER", description = "A size that you choose.")
    private @Nullable Long size;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why: of --size, --extend and --void.")
    private @Nullable String reason;

    @Nullable
    String reason() {
        return reason;
    }

    /**
     * The rule that the options make.
     *
     * @throws IllegalArgumentException where they do not make one
     */
    SizeRule rule() throws IOException {
        boolean formula =
                Stream.of(confidence, tolerable, expected, accept, method).anyMatch(given -> given != null);
        boolean byTable = frequency != null || table != null;
        if ((formula ? 1 : 0) + (byTable ? 1 : 0) + (size != null ? 1 : 0) != 1) {
            throw new IllegalArgumentException("say how many to draw in one way: --confidence and --tolerable (with"
                    + " --expected, --accept, --method), or --frequency (with --table), or --size");
        }
        if (size != null) {
            return SizeRule.chosen(size, Optional.ofNullable(reason));
        }
        if (byTable) {
            if (frequency == null) {
                throw new IllegalArgumentException("--table needs --frequency");
            }
            return SizeRule.of(frequency, table());
        }
        return formula();
    }

    private SizeRule formula() {
        if (confidence == null || tolerable == null) {
            throw new IllegalArgumentException("the formulas need --confidence and --tolerable");
        }
        if (expected != null && accept != null) {
            throw new IllegalArgumentException("give --expected or --accept, not both: one follows from the other");
        }
        Method by = method == null ? Method.BINOMIAL : method;
        if (by != Method.BINOMIAL && by != Method.HYPERGEOMETRIC) {
            throw new IllegalArgumentException("--method is binomial or hypergeometric");
        }
        return expected == null
                ? SizeRule.accepting(by, confidence, tolerable, accept == null ? 0 : accept)
                : SizeRule.expecting(by, confidence, tolerable, expected);
    }

    private FrequencyTable table() throws IOException {
        if (table == null || table.equals("upper")) {
            return FrequencyTable.UPPER;
        }
        if (table.equals("lower")) {
            return FrequencyTable.LOWER;
        }
        byte[] bytes = Files.readAllBytes(InputFile.require(Path.of(table)));
        try {
            return Json.readFile(bytes, FrequencyTable.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(table + " is no table of sizes: " + FileTrouble.words(e), e);
        }
    }
}
