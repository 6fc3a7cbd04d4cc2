package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleProgress;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import picocli.CommandLine.Option;

/** Whether a command tells how far it has come. */
final class ProgressOption {
    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    VerifyProgress verifying(Screen screen) {
        return quiet ? VerifyProgress.NONE : new ProgressLine(screen)::verified;
    }

    WorksheetProgress judging(Screen screen) {
        return quiet ? WorksheetProgress.NONE : new ProgressLine(screen)::done;
    }

    OpeningProgress opening(Screen screen) {
        var line = new ProgressLine(screen);
        return quiet ? OpeningProgress.NONE : (done, total) -> line.done("entries looked at", done, total);
    }

    BundleProgress bundling(Screen screen) {
        return quiet ? BundleProgress.NONE : new ProgressLine(screen)::done;
    }
}
