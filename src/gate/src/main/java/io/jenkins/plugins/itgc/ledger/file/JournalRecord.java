package io.jenkins.plugins.itgc.ledger.file;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Lines in the journal: CRC-32C of what follows (4 bytes), year and month (4 each), offset in the segment (8), length (4),
 * all numbers highest byte first, then the lines, then zeros up to the next record.
 *
 * @param month the segment that the lines belong to
 * @param offset where in its file they begin
 * @param lines whole lines with their ends
 */
record JournalRecord(YearMonth month, long offset, byte[] lines) {
    /** Records begin at multiples of this, so that each is made of whole blocks of the disk. */
    static final int ALIGNMENT = 4096;

    private static final byte[] ZEROS = new byte[ALIGNMENT];
    private static final int CHECKSUM = 4;
    private static final int HEAD = CHECKSUM + 20;

    /** How many bytes the record of such lines takes. */
    static int length(byte[] lines) {
        return aligned(HEAD + lines.length);
    }

    private static int aligned(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Puts the record at the front of a buffer, and limits the buffer to it. */
    void put(ByteBuffer to) {
        to.position(CHECKSUM);
        to.putInt(month.getYear()).putInt(month.getMonthValue());
        to.putLong(offset).putInt(lines.length);
        to.put(lines);
        to.put(ZEROS, 0, length(lines) - to.position());
        to.flip();
        to.putInt(0, checksum(to.slice(CHECKSUM, HEAD - CHECKSUM + lines.length)));
    }

    /** The next record, or nothing where what stands there is none: never written, written in part, or changed. */
    static Optional<JournalRecord> read(ByteBuffer from) {
        if (from.remaining() < HEAD) {
            return Optional.empty();
        }
        int begin = from.position();
        int length = from.getInt(begin + HEAD - 4);
        if (length <= 0 || length > from.remaining() - HEAD) {
            return Optional.empty();
        }
        if (from.getInt(begin) != checksum(from.slice(begin + CHECKSUM, HEAD - CHECKSUM + length))) {
            return Optional.empty();
        }
        try {
            var month = YearMonth.of(from.getInt(begin + CHECKSUM), from.getInt(begin + CHECKSUM + 4));
            var lines = new byte[length];
            from.get(begin + HEAD, lines);
            from.position(Math.min(from.limit(), begin + aligned(HEAD + length)));
            return Optional.of(new JournalRecord(month, from.getLong(begin + CHECKSUM + 8), lines));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether this was written right after another, and is not left from before the journal began again at its front. */
    boolean follows(JournalRecord before) {
        return month.equals(before.month) && offset == before.offset + before.lines.length;
    }

    private static int checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
