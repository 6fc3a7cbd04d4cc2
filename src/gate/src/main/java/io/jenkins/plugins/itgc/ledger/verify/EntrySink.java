package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;

/** Is shown the entries of one part of a log, in their order; each part is read by one thread. */
public interface EntrySink {
    /** Looks at none. */
    EntrySink NONE = (envelope, leafHash, data, from, to) -> {};

    /**
     * An entry.
     *
     * @param leafHash its leaf hash; not to be changed
     * @param data where its line stands, without its line end, at {@code from} to before {@code to}; other entries stand there
     *     later
     */
    void entry(Envelope envelope, byte[] leafHash, byte[] data, int from, int to);
}
