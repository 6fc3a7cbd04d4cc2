package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleReport;
import io.jenkins.plugins.itgc.bundle.BundleVerifier;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.text.Counts;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a bundle, with nothing else at hand. */
@Command(
        name = "verify-bundle",
        description = {
            "Checks a bundle with nothing else at hand: every file, every entry against the signed checkpoint, the draw of"
                    + " the sample by performing it again. Names everything that was changed.",
            "",
            "Without --key the bundle's own key is believed, which whoever made the bundle chose."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate verify-bundle change-control-2026-q1.zip --key \"$(cat ledger.pub)\"")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyBundleCommand extends LongCommand {
    @Parameters(paramLabel = "FILE", converter = InputFile.class, description = "The bundle.")
    private Path bundle;

    @Mixin
    private ExpectedKey key;

    VerifyBundleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        BundleReport report =
                BundleVerifier.verify(bundle, key.get(), progress().bundling());
        answer(report, screen -> {
            if (report.bundle()) {
                tell(screen, report);
            } else {
                report.findings()
                        .forEach(why -> screen.marked(
                                Mark.FAIL, "NO BUNDLE: " + PlainText.harmless(bundle + ": " + why.message(), 1000)));
            }
        });
        return report.intact() ? ExitCode.OK : ExitCode.LEDGER;
    }

    private static void tell(Screen screen, BundleReport report) {
        if (report.intact()) {
            screen.marked(
                    Mark.PASS,
                    "intact: " + report.files() + " files, " + report.entries()
                            + " entries proved in the signed tree of "
                            + report.treeSize().orElse(0L));
        } else {
            screen.marked(
                    Mark.FAIL, "NOT INTACT: " + Counts.of(report.findings().size() + report.unlisted(), "finding"));
        }
        report.findings().forEach(finding -> screen.marked(Mark.FAIL, PlainText.harmless(finding.toString(), 1000)));
        if (report.unlisted() > 0) {
            screen.marked(Mark.FAIL, "… and " + report.unlisted() + " more");
        }
        report.period()
                .ifPresent(period -> screen.marked(
                        Mark.NONE,
                        "period " + period + ": " + report.deployments() + " deployments, " + report.items()
                                + " of them tested; the draw was performed again"));
        long open = report.exceptions().stream()
                .filter(one -> one.status() != Status.CLOSED)
                .count();
        screen.marked(Mark.NONE, Counts.of(report.exceptions().size(), "exception") + ", " + open + " of them open");
        report.signOffs()
                .forEach(signOff -> screen.marked(
                        Mark.NONE,
                        PlainText.harmless(
                                "signed off on " + signOff.on() + " by " + signOff.by() + ": " + signOff.statement())));
        report.key().ifPresent(by -> screen.marked(Mark.NONE, "signed by " + by));
        report.warnings().forEach(warning -> screen.marked(Mark.UNKNOWN, "WARNING: " + warning));
    }
}
