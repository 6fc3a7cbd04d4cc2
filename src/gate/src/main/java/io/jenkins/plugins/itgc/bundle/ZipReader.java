package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.ZipLayout.Member;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a zip that somebody may have made to do harm. Only the form of {@link ZipLayout} is read: nothing is unpacked, so
 * nothing swells; names lead nowhere; and each byte is accounted for, so that nothing is hidden between the files.
 */
final class ZipReader implements Closeable {
    private static final int MOST_DIRECTORY = 1 << 20;
    private static final String PACKED_AGAIN =
            "; a bundle is stored in one form only, so one that was unpacked and packed again is none any more";

    private final FileChannel channel;
    private final Consumer<BundleFinding> findings;
    private final Map<String, Member> members = new LinkedHashMap<>();

    private ZipReader(FileChannel channel, Consumer<BundleFinding> findings) {
        this.channel = channel;
        this.findings = findings;
    }

    /** Opens a zip; of one that is in another form there are no members, but findings. */
    static ZipReader open(Path path, Consumer<BundleFinding> findings) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        var reader = new ZipReader(channel, findings);
        try {
            reader.readDirectory();
        } catch (Malformed e) {
            reader.members.clear();
            findings.accept(BundleFinding.of(Kind.FORM, String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return reader;
    }

    /** The files, in the order of the zip. */
    Map<String, Member> members() {
        return members;
    }

    private void readDirectory() throws IOException, Malformed {
        long size = channel.size();
        if (size < ZipLayout.END || size > ZipLayout.MOST_BYTES) {
            throw new Malformed(
                    size == 0
                            ? "the file is empty"
                            : size < ZipLayout.END ? "the file is no zip" : "the file is larger than any bundle");
        }
        if (!Arrays.equals(read(0, 2).array(), new byte[] {'P', 'K'})) {
            throw new Malformed("the file is no zip");
        }
        ByteBuffer end = read(size - ZipLayout.END, ZipLayout.END);
        int files = Short.toUnsignedInt(end.getShort(10));
        long length = Integer.toUnsignedLong(end.getInt(12));
        long directory = Integer.toUnsignedLong(end.getInt(16));
        if (!Arrays.equals(end.array(), ZipLayout.end(files, directory, length))
                || directory + length != size - ZipLayout.END) {
            throw new Malformed(
                    "the zip does not end with its directory: it was cut off, or something was added" + PACKED_AGAIN);
        }
        if (files > ZipLayout.MOST_FILES || length > MOST_DIRECTORY) {
            throw new Malformed("the zip names " + files + " files; a bundle has at most " + ZipLayout.MOST_FILES);
        }
        ByteBuffer entries = read(directory, (int) length);
        long offset = 0;
        for (int i = 0; i < files; i++) {
            offset = member(entries, offset, directory);
        }
        if (files == 0) {
            throw new Malformed("the zip is empty");
        }
        if (entries.hasRemaining() || offset != directory) {
            throw new Malformed("the zip holds bytes that belong to no file");
        }
    }

    /** Reads one line of the directory, and says where the next file must begin. */
    private long member(ByteBuffer entries, long offset, long directory) throws IOException, Malformed {
        if (entries.remaining() < ZipLayout.CENTRAL) {
            throw new Malformed("the zip's directory ends within a file's line");
        }
        int at = entries.position();
        int nameLength = Short.toUnsignedInt(entries.getShort(at + 28));
        if (entries.remaining() < ZipLayout.CENTRAL + nameLength) {
            throw new Malformed("the zip's directory ends within a file's name");
        }
        String name = new String(entries.array(), at + ZipLayout.CENTRAL, nameLength, StandardCharsets.ISO_8859_1);
        var member = new Member(
                name,
                offset,
                Integer.toUnsignedLong(entries.getInt(at + 24)),
                Integer.toUnsignedLong(entries.getInt(at + 16)));
        if (!ZipLayout.isName(name)) {
            throw new Malformed("the zip names a file " + quoted(name) + ", which is no name that a bundle has");
        }
        var line = new byte[ZipLayout.CENTRAL + nameLength];
        entries.get(line);
        if (!Arrays.equals(line, ZipLayout.central(member))
                || member.end() > directory
                || !Arrays.equals(read(offset, ZipLayout.LOCAL + nameLength).array(), ZipLayout.local(member))) {
            throw new Malformed(
                    "the zip stores " + quoted(name) + " in another form (packed, dated or commented)" + PACKED_AGAIN);
        }
        if (members.putIfAbsent(name, member) != null) {
            findings.accept(BundleFinding.in(name, Kind.FORM, "the zip has two files of this name"));
        }
        return member.end();
    }

    /** A file whole, if it is there and not longer than that. */
    Optional<byte[]> bytes(String name, int most) throws IOException {
        Member member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (member.size() > most) {
            findings.accept(BundleFinding.in(
                    name, Kind.FORM, "it has " + member.size() + " bytes; this file has at most " + most));
            return Optional.empty();
        }
        return Optional.of(read(member.data(), (int) member.size()).array());
    }

    /** The content of a file. */
    InputStream open(Member member) {
        return new MemberStream(channel, member.data(), member.size());
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer buffer = ZipLayout.buffer(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the bundle became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    static String quoted(String name) {
        return "\"" + PlainText.harmless(name, 200) + "\"";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The zip is in another form. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** A part of a file as a stream. */
    private static final class MemberStream extends InputStream {
        private final FileChannel channel;
        private long at;
        private long left;

        MemberStream(FileChannel channel, long at, long left) {
            this.channel = channel;
            this.at = at;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(bytes, from, (int) Math.min(length, left)), at);
            if (read < 0) {
                throw new IOException("the bundle became shorter while it was read");
            }
            at += read;
            left -= read;
            return read;
        }
    }
}
