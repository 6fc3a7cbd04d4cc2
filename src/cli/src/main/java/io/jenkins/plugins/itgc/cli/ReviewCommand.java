package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.EntryAnswer;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records the review that an emergency or an override owes. */
@Command(
        name = "review",
        description =
                "Records the review that an emergency or an override owes, by another person than those who declared,"
                        + " started or overrode it.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate review 1042 --ledger /srv/ledger --policy policy.yaml \\",
            "    --reviewer github:carla --accept --comment 'The outage was real; the fix is the right one.'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReviewCommand extends Subcommand {
    @Parameters(paramLabel = "ENTRY", description = "The entry with the decision.")
    private long decision;

    @Mixin
    private WritableLedger ledgerDirectory;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy in force now.")
    private Path policyFile;

    @Option(names = "--reviewer", required = true, paramLabel = "ID", description = "Who reviewed it.")
    private Identity reviewer;

    @ArgGroup(multiplicity = "1")
    private Finding finding;

    @Option(
            names = "--comment",
            required = true,
            paramLabel = "TEXT",
            description = "What was looked at, and what was found.")
    private String comment;

    /** What the reviewer found. */
    static final class Finding {
        @Option(names = "--accept", required = true, description = "It was an emergency, and the change is right.")
        private boolean accept;

        @Option(names = "--reject", required = true, description = "It was none, or the change is not right.")
        private boolean reject;
    }

    ReviewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws PolicyException, GateException, IOException {
        Policy policy = Policy.read(policyFile);
        Entry entry;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            entry = new ChangeGate(ledger, surroundings().clock(), Runnable::run)
                    .review(policy, decision, reviewer, finding.accept, comment);
        }
        answer(
                EntryAnswer.of(entry),
                screen -> screen.line("recorded the review of entry " + decision + " by " + reviewer + " as entry "
                        + entry.index() + ": " + (finding.accept ? "accepted" : "rejected") + ", "
                        + (entry.body().path("timely").asBoolean() ? "in time" : "late")));
        return ExitCode.OK;
    }
}
