package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import org.jspecify.annotations.Nullable;

/** An entry on its way to the disk, and what became of it. */
final class Pending {
    private final String kind;
    private final JsonNode body;
    private final byte[] canonicalBody;
    private @Nullable Entry entry;
    private @Nullable LedgerException failure;

    Pending(String kind, JsonNode body, byte[] canonicalBody) {
        this.kind = kind;
        this.body = body;
        this.canonicalBody = canonicalBody;
    }

    String kind() {
        return kind;
    }

    JsonNode body() {
        return body;
    }

    byte[] canonicalBody() {
        return canonicalBody;
    }

    void written(Entry durable) {
        entry = durable;
    }

    void failed(LedgerException why) {
        failure = why;
    }

    /** What became of it. Several threads may share one failure, so each throws its own around it. */
    Entry outcome() throws LedgerException {
        if (entry != null) {
            return entry;
        }
        if (failure != null) {
            throw new LedgerException(failure.reason(), String.valueOf(failure.getMessage()), failure);
        }
        throw new LedgerException(Reason.IO, "the entry was not written: the thread that wrote for all ended early");
    }
}
