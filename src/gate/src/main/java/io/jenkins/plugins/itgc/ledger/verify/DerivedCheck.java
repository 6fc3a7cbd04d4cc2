package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.IndexBuffer;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Compares the derived files, where they are there, with what the segments give, from begin to end. */
final class DerivedCheck implements Closeable {
    private final Stored nodes;
    private final Stored ends;

    DerivedCheck(LedgerFiles files) throws IOException {
        nodes = new Stored(files.derived().resolve("nodes"));
        ends = new Stored(files.derived().resolve("ends"));
    }

    /** Takes what the next entries add to the index. */
    void compare(IndexBuffer indexed) throws IOException {
        nodes.compare(indexed.nodes());
        ends.compare(indexed.ends());
    }

    /** Says what did not agree. */
    void report(Findings findings, boolean beingWritten) throws IOException {
        nodes.report(findings, beingWritten);
        ends.report(findings, beingWritten);
    }

    @Override
    public void close() throws IOException {
        try (nodes) {
            ends.close();
        }
    }

    private static final class Stored implements Closeable {
        private final String name;
        private final Optional<InputStream> content;
        private boolean differs;
        private long length;

        Stored(Path path) throws IOException {
            name = String.valueOf(path.getFileName());
            content = open(path);
        }

        void compare(byte[] expected) throws IOException {
            if (content.isPresent() && !differs) {
                differs = !Arrays.equals(content.get().readNBytes(expected.length), expected);
            }
            length += expected.length;
        }

        void report(Findings findings, boolean beingWritten) throws IOException {
            boolean longer =
                    !beingWritten && content.isPresent() && content.get().read() >= 0;
            if (differs || longer) {
                findings.add(Finding.of(
                        Kind.DERIVED,
                        "derived/" + name + " is not the " + length + " bytes that the segments give; if nothing else"
                                + " is wrong, remove it and open the ledger for writing"));
            }
        }

        private static Optional<InputStream> open(Path path) throws IOException {
            try {
                return Optional.of(new BufferedInputStream(Files.newInputStream(path)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            if (content.isPresent()) {
                content.get().close();
            }
        }
    }
}
