package io.jenkins.plugins.itgc.evidence.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A start, a text over and over, and an end: a file of any length that is nowhere. */
record RepeatedInput(String start, String again, String end, long length) {
    private static final int BLOCK = 100_000;

    /** How often the text comes again, in about {@code length} bytes. */
    long times() {
        return blocks() * (BLOCK / again.length());
    }

    InputStream open() {
        var block = again.repeat(BLOCK / again.length()).getBytes(UTF_8);
        var middle = Collections.nCopies((int) blocks(), block).stream()
                .<InputStream>map(ByteArrayInputStream::new)
                .iterator();
        var blocks = new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return middle.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return middle.next();
            }
        });
        return new SequenceInputStream(Collections.enumeration(List.of(text(start), blocks, text(end))));
    }

    private long blocks() {
        return length / BLOCK;
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
