package io.jenkins.plugins.itgc.ledger.format;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;

/**
 * What the files in a ledger's directory are called.
 *
 * @param directory the ledger's directory
 */
public record LedgerFiles(Path directory) {
    /**
     * Makes sure that there is a ledger, if only what is left of one.
     *
     * @throws LedgerException where the directory is none, or has neither a key, nor a checkpoint, nor entries
     */
    public void requireThere() throws IOException {
        if (!Files.isDirectory(directory)
                || !Files.exists(publicKey())
                        && !Files.exists(checkpoint())
                        && SegmentList.of(directory).segments().isEmpty()) {
            throw new LedgerException(Reason.ABSENT, "there is no ledger in " + directory + "; check the path");
        }
    }

    /** The last signed checkpoint. */
    public Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    /** The public key, in verifier form. */
    public Path publicKey() {
        return directory.resolve("ledger.pub");
    }

    /** The private key, which its owner alone may read. */
    public Path privateKey() {
        return directory.resolve("ledger.key");
    }

    /** Locked while somebody writes. */
    public Path lock() {
        return directory.resolve("lock");
    }

    /** Lines that a writer made durable and whose segment is not forced yet; gone once the ledger is closed. */
    public Path journal() {
        return directory.resolve("journal");
    }

    /** The side files that are derived from the segments. */
    public Path derived() {
        return directory.resolve("derived");
    }

    /** The entries of a month. */
    public Path segment(YearMonth month) {
        return directory.resolve(month + Segment.SUFFIX);
    }

    /** Where a torn tail that began at an offset of a segment is put. */
    public Path torn(YearMonth month, long offset) {
        return directory.resolve(month + ".torn-" + offset);
    }
}
