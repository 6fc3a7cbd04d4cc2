package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Verdict;

/** What the process ends with. Only {@link #ALLOWED} lets a deployment go on. */
final class ExitCode {
    static final int ALLOWED = 0;
    static final int OK = 0;
    static final int BLOCKED = 1;

    /** The command or the policy is wrong; nothing was decided. */
    static final int USAGE = 2;

    static final int NOT_DETERMINABLE = 3;

    /** The ledger could not be read, written or verified, or the program failed. */
    static final int LEDGER = 4;

    /** Somebody broke it off; what a shell gives for Ctrl-C. */
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Decision decision) {
        if (decision.allowed()) {
            return ALLOWED;
        }
        return decision.verdict() == Verdict.NOT_DETERMINABLE ? NOT_DETERMINABLE : BLOCKED;
    }
}
