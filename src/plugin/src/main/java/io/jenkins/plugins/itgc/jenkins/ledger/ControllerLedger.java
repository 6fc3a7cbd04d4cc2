package io.jenkins.plugins.itgc.jenkins.ledger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOpening;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one ledger of this controller, opened when Jenkins starts or when it is first needed, and closed when Jenkins ends. */
@Extension
public final class ControllerLedger {
    /** The milestone of Jenkins' end at which nothing is decided any more, so that the ledger may be closed. */
    public static final String UNUSED = "change gate: ledger unused";

    private static final Logger LOGGER = Logger.getLogger(ControllerLedger.class.getName());

    private @Nullable DeploymentLedger open;
    private @Nullable FileLedger file;
    private @Nullable Path directory;
    private @Nullable String trouble;
    private @Nullable String tornTail;
    private boolean ended;

    public static ControllerLedger get() {
        return ExtensionList.lookupSingleton(ControllerLedger.class);
    }

    /**
     * The ledger in the configured directory; one that was open elsewhere is closed. One that failed is opened anew, which
     * decides what is in it as after a crash: what failed may be mended by now.
     *
     * @throws IOException where it cannot be opened; nothing may be allowed then
     */
    public synchronized DeploymentLedger open() throws IOException {
        if (ended) {
            throw new IOException("The ledger was closed: Jenkins is ending.");
        }
        Path configured = ChangeGateConfiguration.get().ledgerPath();
        if (open == null || failure().isPresent() || !configured.equals(directory)) {
            closeFormer();
            try {
                open = open(configured);
                directory = configured;
                trouble = null;
            } catch (IOException e) {
                trouble = Messages.ControllerLedger_trouble(configured, advice(e), e.getMessage());
                LOGGER.log(
                        Level.SEVERE,
                        e,
                        () -> "The ledger in " + configured + " cannot be opened; every deployment"
                                + " is blocked until it can");
                throw e;
            }
        }
        return open;
    }

    private DeploymentLedger open(Path configured) throws IOException {
        FileLedger ledger = FileLedger.open(configured, LedgerOptions.defaults());
        LedgerOpening opening = ledger.opening();
        opening.remarks().forEach(remark -> LOGGER.warning(() -> "Ledger in " + configured + ": " + remark));
        tornTail = opening.torn()
                .map(tail -> Messages.ControllerLedger_torn(
                        configured,
                        tail.length(),
                        tail.reason(),
                        tail.setAside().map(Path::toString).orElse("")))
                .orElse(null);
        try {
            var deployments = new DeploymentLedger(ledger, configured);
            file = ledger;
            return deployments;
        } catch (IOException e) {
            ledger.close();
            throw e;
        }
    }

    private Optional<LedgerException> failure() {
        return Optional.ofNullable(file).flatMap(FileLedger::failure);
    }

    private static String advice(IOException e) {
        if (!(e instanceof LedgerException found)) {
            return Messages.ControllerLedger_adviceOther();
        }
        return switch (found.reason()) {
            case LOCKED -> Messages.ControllerLedger_adviceLocked();
            case IO, FAILED -> Messages.ControllerLedger_adviceDisk();
            default -> Messages.ControllerLedger_adviceVerify();
        };
    }

    /** Why the ledger could not be opened or written when that was tried last, and what to do; empty where it could. */
    public synchronized Optional<String> trouble() {
        return failure()
                .map(why -> Messages.ControllerLedger_failed(directory, advice(why), why.getMessage()))
                .or(() -> Optional.ofNullable(trouble));
    }

    /** The write that a crash cut off, as found when the ledger was opened; empty where there was none, or it was seen. */
    public synchronized Optional<String> tornTail() {
        return Optional.ofNullable(tornTail);
    }

    /** Somebody has seen what is said of the torn tail. */
    synchronized void tornTailSeen() {
        tornTail = null;
    }

    /** Opens it where the gate is in use, so that trouble shows before a deployment meets it. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public static void openEarly() {
        if (ChangeGateConfiguration.get().getPolicy() != null) {
            try {
                get().open();
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "told when it was tried", e);
            }
        }
    }

    /** Brings the checkpoint up to date and lets others open the ledger. It stays closed. */
    @Terminator(requires = ControllerLedger.UNUSED)
    public synchronized void close() throws IOException {
        ended = true;
        closeOpen();
    }

    /** What is wrong with a ledger that is left says nothing about the one that is opened. */
    private void closeFormer() {
        try {
            closeOpen();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The former ledger in " + directory + " was not closed properly");
        }
    }

    private void closeOpen() throws IOException {
        if (open != null) {
            try (DeploymentLedger closing = open) {
                open = null;
                file = null;
            }
        }
    }
}
