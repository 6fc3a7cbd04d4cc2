package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.EntryAnswer;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records how a deployment ended. */
@Command(
        name = "record-result",
        description = {
            "Records how a deployment ended.",
            "",
            "A successful one is the baseline of the next: what is judged then is what came since."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate record-result 1042 --ledger /srv/ledger --outcome success --started 2026-11-03T14:02:00Z")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RecordResultCommand extends Subcommand {
    @Parameters(paramLabel = "ENTRY", description = "The entry that decided on it.")
    private long decision;

    @Mixin
    private WritableLedger ledgerDirectory;

    @Option(names = "--outcome", required = true, paramLabel = "OUTCOME", description = "success, failure or aborted.")
    private Outcome outcome;

    @Option(names = "--started", required = true, paramLabel = "TIME", description = "When it started.")
    private Instant started;

    @Option(names = "--ended", paramLabel = "TIME", description = "When it ended (default: now).")
    private @Nullable Instant ended;

    RecordResultCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws GateException, IOException {
        Instant end = ended == null ? surroundings().clock().instant() : ended;
        Entry entry;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            entry = new ChangeGate(ledger, surroundings().clock(), Runnable::run)
                    .recordResult(decision, outcome, started, end);
        }
        answer(
                EntryAnswer.of(entry),
                screen -> screen.line("recorded " + outcome.name().toLowerCase(Locale.ROOT)
                        + " of the deployment of entry " + decision + " as entry " + entry.index()));
        return ExitCode.OK;
    }
}
