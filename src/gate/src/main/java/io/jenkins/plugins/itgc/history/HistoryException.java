package io.jenkins.plugins.itgc.history;

import java.io.IOException;

/** What the ledger says of deployments cannot be told. */
public final class HistoryException extends IOException {
    private static final long serialVersionUID = 1;

    public HistoryException(String message) {
        super(message);
    }
}
