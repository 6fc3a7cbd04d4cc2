package io.jenkins.plugins.itgc.ledger.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends, eight bytes at a time. */
public final class NewLine {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEW_LINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private NewLine() {}

    /** Where the first line end of this part of an array stands, or -1. */
    public static int indexOf(byte[] data, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long zeroWhereFound = (long) EIGHT.get(data, at) ^ NEW_LINES;
            long found = zeroWhereFound - ONES & ~zeroWhereFound & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (data[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
