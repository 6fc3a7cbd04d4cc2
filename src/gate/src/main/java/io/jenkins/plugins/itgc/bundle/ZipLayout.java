package io.jenkins.plugins.itgc.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The only form a bundle's zip has: files stored as they are, one after another, without gap, comment, extra field or time. So
 * the same files always give the same bytes, no file is larger than the zip, and no byte of it belongs to nothing.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">PKWARE APPNOTE, 4.3</a>
 */
final class ZipLayout {
    /** Most files of a bundle. */
    static final int MOST_FILES = 1_000;

    /** A zip without its 64-bit extension ends before this many bytes. */
    static final long MOST_BYTES = (1L << 32) - 1;

    static final int LOCAL = 30;
    static final int CENTRAL = 46;
    static final int END = 22;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final short VERSION = 10;
    /** The first of January 1980, the begin of time for a zip. */
    private static final short DATE = 0x21;

    private static final Pattern NAME = Pattern.compile("(?:[a-z]{1,20}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private ZipLayout() {}

    /**
     * A file of a zip.
     *
     * @param name its path
     * @param offset where its header begins
     * @param size its bytes
     * @param crc their CRC-32
     */
    record Member(String name, long offset, long size, long crc) {
        long data() {
            return offset + LOCAL + name.length();
        }

        long end() {
            return data() + size;
        }
    }

    /** Whether a file may have this name: a plain name, at most in one folder, that leads nowhere else. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What stands before a file. */
    static byte[] local(Member member) {
        ByteBuffer header = buffer(LOCAL + member.name().length());
        header.putInt(LOCAL_SIGNATURE);
        common(header, member);
        return name(header, member);
    }

    /** What stands in the directory of a file. */
    static byte[] central(Member member) {
        ByteBuffer header = buffer(CENTRAL + member.name().length());
        header.putInt(CENTRAL_SIGNATURE).putShort(VERSION);
        common(header, member);
        header.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) member.offset());
        return name(header, member);
    }

    private static void common(ByteBuffer header, Member member) {
        header.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE);
        header.putInt((int) member.crc()).putInt((int) member.size()).putInt((int) member.size());
        header.putShort((short) member.name().length()).putShort((short) 0);
    }

    private static byte[] name(ByteBuffer header, Member member) {
        return header.put(member.name().getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** What stands at the end. */
    static byte[] end(int files, long directory, long directorySize) {
        return buffer(END)
                .putInt(END_SIGNATURE)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) files)
                .putShort((short) files)
                .putInt((int) directorySize)
                .putInt((int) directory)
                .putShort((short) 0)
                .array();
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
