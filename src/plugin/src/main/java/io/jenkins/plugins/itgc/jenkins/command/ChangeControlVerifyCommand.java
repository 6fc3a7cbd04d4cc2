package io.jenkins.plugins.itgc.jenkins.command;

import hudson.Extension;
import hudson.cli.CLICommand;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerificationReport;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.args4j.Option;

/** Verifies the controller's ledger: exit code 0 where it is intact, 16 where it is not. */
@Extension
public final class ChangeControlVerifyCommand extends CLICommand {
    /** Beside the codes that Jenkins' own commands give. */
    static final int NOT_INTACT = 16;

    private static final int PERCENT = 100;
    private static final int STEP = 10;

    @Option(
            name = "--key",
            usage =
                    "The key that must have signed, as in a safe copy of ledger.pub; without it the one beside the ledger"
                            + " is believed.")
    private @Nullable String key;

    private int told;

    @Override
    public String getName() {
        return "change-control-verify";
    }

    @Override
    public String getShortDescription() {
        return Messages.ChangeControlVerifyCommand_description();
    }

    @Override
    protected int run() throws Exception {
        Jenkins.get().checkPermission(ChangeControlPermissions.VIEW);
        Optional<VerifierKey> expected = key == null ? Optional.empty() : Optional.of(VerifierKey.parse(key.strip()));
        ControllerLedger.get().open();
        VerificationReport report =
                LedgerVerifier.verify(ChangeGateConfiguration.get().ledgerPath(), expected, this::progress);
        report.findings().forEach(finding -> stdout.println(PlainText.harmless(finding.toString())));
        if (report.unlisted() > 0) {
            stdout.println("and " + report.unlisted() + " more");
        }
        stdout.println((report.intact() ? "intact: " : "NOT INTACT: ") + report.entries() + " entries, root "
                + report.root().base64());
        return report.intact() ? 0 : NOT_INTACT;
    }

    private synchronized void progress(long done, long total) {
        int percent = total == 0 ? PERCENT : (int) (done * PERCENT / total);
        if (percent >= told + STEP) {
            told = percent - percent % STEP;
            stderr.println(told + " %");
        }
    }
}
