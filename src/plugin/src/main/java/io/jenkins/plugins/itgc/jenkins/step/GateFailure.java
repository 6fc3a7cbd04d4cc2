package io.jenkins.plugins.itgc.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Why a gate could not decide, in words for the build's log; nothing was allowed. */
final class GateFailure {
    private static final Logger LOGGER = Logger.getLogger(GateFailure.class.getName());

    private GateFailure() {}

    /** The failure of the step or build. What pipeline authors can mend comes without a stack trace; Jenkins' log has all. */
    static AbortException of(Throwable why) {
        LOGGER.log(Level.WARNING, "The change gate could not decide", why);
        if (why instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new AbortException("Blocked by change gate: " + text(why));
    }

    private static String text(Throwable why) {
        String message = String.valueOf(why.getMessage());
        if (why instanceof PolicyException) {
            return "the policy cannot be used; an administrator mends it in Manage Jenkins, System, Change gate.\n"
                    + message;
        }
        if (why instanceof AbortException || why instanceof GateException || why instanceof IllegalArgumentException) {
            return message;
        }
        if (why instanceof LedgerException || why instanceof IOException) {
            return "the ledger or a file could not be used, so nothing was allowed: " + message
                    + ". Mend that, then start the deployment anew.";
        }
        return "it failed itself (" + why.getClass().getName()
                + "), so nothing was allowed. An administrator finds the reason in Jenkins' log.";
    }
}
