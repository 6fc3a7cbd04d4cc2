package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.IndexBuffer;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.NodeStore;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares the derived files with what the segments give, from begin to end. */
final class DerivedCheck implements Closeable {
    private final InputStream nodes;
    private final InputStream ends;
    private boolean nodesDiffer;
    private boolean endsDiffer;
    private long size;

    DerivedCheck(LedgerFiles files) throws IOException {
        nodes = open(files.derived().resolve("nodes"));
        ends = open(files.derived().resolve("ends"));
    }

    /** Takes what the next entries add to the index, and how many entries that makes. */
    void compare(IndexBuffer indexed, long newSize) throws IOException {
        nodesDiffer |= differs(nodes, indexed.nodes());
        endsDiffer |= differs(ends, indexed.ends());
        size = newSize;
    }

    /** Says what did not agree. */
    void report(Findings findings, boolean beingWritten) throws IOException {
        nodesDiffer |= !beingWritten && nodes.read() >= 0;
        endsDiffer |= !beingWritten && ends.read() >= 0;
        add(findings, nodesDiffer, "nodes", NodeStore.count(size) * HashValue.LENGTH);
        add(findings, endsDiffer, "ends", size * Long.BYTES);
    }

    private static void add(Findings findings, boolean differs, String file, long length) {
        if (differs) {
            findings.add(Finding.of(
                    Kind.DERIVED,
                    "derived/" + file + " is not the " + length + " bytes that the segments give; if nothing else is"
                            + " wrong, remove it and open the ledger for writing"));
        }
    }

    private static boolean differs(InputStream stored, byte[] expected) throws IOException {
        return !Arrays.equals(stored.readNBytes(expected.length), expected);
    }

    private static InputStream open(Path path) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream();
        }
    }

    @Override
    public void close() throws IOException {
        try (nodes) {
            ends.close();
        }
    }
}
