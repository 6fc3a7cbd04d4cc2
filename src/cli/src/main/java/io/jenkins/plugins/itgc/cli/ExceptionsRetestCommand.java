package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.exceptions.Retest;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records that the control was tested again, on another item or on the same one later. */
@Command(
        name = "retest",
        description = "Records that the control was tested again, on another item or on the same one later.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate exceptions retest 1043 --ledger /srv/ledger --by github:carla --passed \\",
            "    --item payments-api-2211 --decision 2210 --on 2026-04-20 --seen 'Two approvals before the merge.'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsRetestCommand extends ExceptionStep {
    @Option(names = "--by", required = true, paramLabel = "ID", description = "Who says so.")
    private Identity by;

    @Option(names = "--item", required = true, paramLabel = "TEXT", description = "What was tested: a deployment.")
    private String item;

    @Option(
            names = "--decision",
            paramLabel = "ENTRY",
            description = "The entry with its decision, where there is one.")
    private @Nullable Long decision;

    @Option(names = "--on", required = true, paramLabel = "DAY", description = "The day of the retest.")
    private LocalDate on;

    @ArgGroup(multiplicity = "1")
    private Outcome outcome;

    @Option(names = "--seen", required = true, paramLabel = "TEXT", description = "What was looked at, and found.")
    private String seen;

    /** How the retest ended. */
    static final class Outcome {
        @Option(names = "--passed", required = true, description = "The control worked.")
        private boolean passed;

        @Option(names = "--failed", required = true, description = "It did not.")
        private boolean failed;
    }

    ExceptionsRetestCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Entry record(FollowUp followUp, long exception) throws FollowUpException, IOException {
        return followUp.retest(
                exception, new Retest(item, Optional.ofNullable(decision), on, by, outcome.passed, seen));
    }
}
