package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.HistoryFile;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.verify.Finding;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerificationReport;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies a ledger. */
@Command(
        name = "verify",
        description = {
            "Recomputes everything from the entries' lines, and compares it with the signed checkpoint.",
            "",
            "Without --key the key beside the ledger is believed, which whoever can change the ledger can change too."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate ledger verify --ledger /srv/ledger --key \"$(cat ledger.pub)\"")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LedgerVerifyCommand extends LongCommand {
    /** What was found, for machines. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Verified(
            boolean intact,
            long entries,
            String root,
            Optional<Long> checkpoint,
            long entriesAfterCheckpoint,
            boolean historyAgrees,
            List<Found> findings,
            long unlisted,
            List<String> tornFiles) {}

    /** One finding. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Found(String kind, Optional<String> segment, Optional<Long> line, Optional<Long> entry, String message) {
        static Found of(Finding finding) {
            return new Found(
                    finding.kind().name(),
                    finding.place().map(Finding.Place::segment),
                    finding.place().map(Finding.Place::line),
                    finding.place().map(Finding.Place::index),
                    finding.message());
        }
    }

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Mixin
    private ExpectedKey key;

    LedgerVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        VerificationReport report = LedgerVerifier.verify(
                ledgerDirectory.directory(), key.get(), progress().verifying());
        boolean historyAgrees = !report.intact() || historyAgrees();
        answer(verified(report, historyAgrees), screen -> tell(screen, report, historyAgrees));
        return report.intact() && historyAgrees ? ExitCode.OK : ExitCode.LEDGER;
    }

    private boolean historyAgrees() throws IOException {
        try (Ledger ledger = ledgerDirectory.read()) {
            return new HistoryFile(ledgerDirectory.directory()).agreesWith(ledger);
        }
    }

    private static Verified verified(VerificationReport report, boolean historyAgrees) {
        return new Verified(
                report.intact() && historyAgrees,
                report.entries(),
                report.root().base64(),
                report.checkpoint().map(Checkpoint::size),
                report.entriesAfterCheckpoint(),
                historyAgrees,
                report.findings().stream().map(Found::of).toList(),
                report.unlisted(),
                report.tornFiles());
    }

    private void tell(Screen screen, VerificationReport report, boolean historyAgrees) {
        String entries = report.entries() + (report.entries() == 1 ? " entry" : " entries");
        if (report.intact() && historyAgrees) {
            screen.marked(
                    Mark.PASS, "intact: " + entries + ", root " + report.root().base64());
        } else {
            screen.marked(Mark.FAIL, "NOT INTACT: " + entries);
        }
        report.findings().forEach(finding -> screen.marked(Mark.FAIL, PlainText.harmless(finding.toString())));
        if (report.unlisted() > 0) {
            screen.marked(Mark.FAIL, "… and " + report.unlisted() + " more");
        }
        if (!historyAgrees) {
            screen.marked(
                    Mark.FAIL, HistoryFile.NAME + " says other than the entries; delete it, and it is made again");
        }
        if (report.entriesAfterCheckpoint() > 0) {
            screen.marked(Mark.NONE, report.entriesAfterCheckpoint() + " of them are not covered by a checkpoint yet");
        }
        report.tornFiles().forEach(file -> screen.marked(Mark.NONE, "a torn write was set aside in " + file));
        if (key.get().isEmpty()) {
            screen.marked(Mark.NONE, "checked with the key beside the ledger; --key checks with yours");
        }
    }
}
