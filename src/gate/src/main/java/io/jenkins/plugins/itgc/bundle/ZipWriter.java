package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleManifest.FileDigest;
import io.jenkins.plugins.itgc.bundle.ZipLayout.Member;
import io.jenkins.plugins.itgc.digest.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes a zip in the form of {@link ZipLayout}, each file in one pass, and knows the digests of what it wrote. */
final class ZipWriter implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final RandomAccessFile file;
    private final List<Member> members = new ArrayList<>();
    private final List<FileDigest> digests = new ArrayList<>();

    /** Writes the content of one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, BundleException;
    }

    ZipWriter(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
    }

    /** Adds a file; its header is written again once its length is known. */
    void add(String name, Content content) throws IOException, BundleException {
        if (!ZipLayout.isName(name)
                || digests.stream().anyMatch(known -> known.name().equals(name))) {
            throw new BundleException(
                    "a bundle cannot have a file named \"" + name + "\": a name is plain, and there once");
        }
        if (members.size() == ZipLayout.MOST_FILES) {
            throw new BundleException("a bundle has at most " + ZipLayout.MOST_FILES + " files");
        }
        long offset = file.getFilePointer();
        file.write(ZipLayout.local(new Member(name, offset, 0, 0)));
        var counted = new Counted(new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), BUFFER));
        content.writeTo(counted);
        counted.flush();
        var member = new Member(name, offset, counted.size, counted.crc.getValue());
        if (member.end() > ZipLayout.MOST_BYTES - (1 << 20)) {
            throw new BundleException(
                    "the bundle would have more than 4 GiB; bundle a shorter period or a smaller sample");
        }
        file.seek(offset);
        file.write(ZipLayout.local(member));
        file.seek(member.end());
        members.add(member);
        digests.add(new FileDigest(name, counted.size, Sha256.hex(counted.digest)));
    }

    /** The files so far. */
    List<FileDigest> digests() {
        return List.copyOf(digests);
    }

    /** Writes the directory; the zip is whole when this returns. */
    void finish() throws IOException {
        long directory = file.getFilePointer();
        for (Member member : members) {
            file.write(ZipLayout.central(member));
        }
        file.write(ZipLayout.end(members.size(), directory, file.getFilePointer() - directory));
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Counts and digests what passes. */
    private static final class Counted extends FilterOutputStream {
        private final CRC32 crc = new CRC32();
        private final MessageDigest digest = Sha256.begin();
        private long size;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            crc.update(bytes, from, length);
            digest.update(bytes, from, length);
            size += length;
        }
    }
}
