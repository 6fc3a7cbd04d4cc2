package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Texts, each with a number, in 24 bytes for each place: of a text the first 128 bits of its SHA-256 are kept, so that nobody
 * can make two that are taken for one. A million deployments take some 50 MB. Not for use by several threads at once.
 */
final class KeyTable {
    private static final int WIDTH = 3;

    private long[] slots = new long[WIDTH << 10];
    private int size;

    /** A text's hash. */
    record Key(long high, long low) {}

    /** Makes keys. Not for use by several threads at once. */
    static final class Hasher {
        private final MessageDigest sha256 = Sha256.begin();

        Key key(String text) {
            var hash = ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            // The lowest bit is set, so that no key looks like an empty place.
            return new Key(hash.getLong(), hash.getLong() | 1);
        }
    }

    /** The number of a text; 0 where there is none. */
    long get(Key key) {
        return slots[slot(key) + 2];
    }

    /** Whether the text is there. */
    boolean contains(Key key) {
        return slots[slot(key) + 1] != 0;
    }

    /** Gives a text a number. */
    void put(Key key, long number) {
        int slot = slot(key);
        if (slots[slot + 1] == 0) {
            if (size >= slots.length / WIDTH / 4 * 3) {
                grow();
                slot = slot(key);
            }
            size++;
            slots[slot] = key.high();
            slots[slot + 1] = key.low();
        }
        slots[slot + 2] = number;
    }

    private int slot(Key key) {
        int places = slots.length / WIDTH;
        int place = (int) key.high() & places - 1;
        while (slots[place * WIDTH + 1] != 0
                && (slots[place * WIDTH] != key.high() || slots[place * WIDTH + 1] != key.low())) {
            place = place + 1 & places - 1;
        }
        return place * WIDTH;
    }

    private void grow() {
        var old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        for (int at = 0; at < old.length; at += WIDTH) {
            if (old[at + 1] != 0) {
                System.arraycopy(old, at, slots, slot(new Key(old[at], old[at + 1])), WIDTH);
            }
        }
    }
}
