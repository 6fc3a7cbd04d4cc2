package io.jenkins.plugins.itgc.ledger.format;

import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.NodeStore;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The index in two files: {@code nodes} holds the tree's hashes in the order of {@link NodeStore#position}, {@code
 * ends} holds for each entry where its line ends, as 8 bytes, the highest first.
 */
public final class IndexFiles implements LogIndex, Closeable {
    private final AppendFile nodes;
    private final AppendFile ends;
    private final long first;
    private volatile long size;

    private IndexFiles(AppendFile nodes, AppendFile ends, long first) throws IOException {
        this.nodes = nodes;
        this.ends = ends;
        this.first = first;
        long stored = nodes.length() / HashValue.LENGTH;
        long complete = first + ends.length() / Long.BYTES;
        while (complete > first && NodeStore.count(complete) - NodeStore.count(first) > stored) {
            complete--;
        }
        this.size = complete;
    }

    /** Opens the index in a directory for writing, an empty one if there is none. */
    public static IndexFiles write(Path directory) throws IOException {
        return write(directory, 0);
    }

    /** The same for an index that begins with a later entry than the first. */
    public static IndexFiles write(Path directory, long first) throws IOException {
        Files.createDirectories(directory);
        return new IndexFiles(
                AppendFile.write(directory.resolve("nodes")), AppendFile.write(directory.resolve("ends")), first);
    }

    /**
     * Opens the index in a directory for reading.
     *
     * @throws FileNotFoundException where there is none
     */
    public static IndexFiles read(Path directory) throws IOException {
        var nodes = AppendFile.read(directory.resolve("nodes"));
        try {
            return new IndexFiles(nodes, AppendFile.read(directory.resolve("ends")), 0);
        } catch (IOException e) {
            nodes.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long end(long index) throws IOException {
        return ByteBuffer.wrap(ends.read((index - first) * Long.BYTES, Long.BYTES))
                .getLong();
    }

    @Override
    public long[] ends(long index, int count) throws IOException {
        var ends = new long[(int) Math.min(count, size - index)];
        ByteBuffer.wrap(this.ends.read((index - first) * Long.BYTES, ends.length * Long.BYTES))
                .asLongBuffer()
                .get(ends);
        return ends;
    }

    @Override
    public byte[] node(int level, long index) throws IOException {
        long position = NodeStore.position(level, index) - NodeStore.count(first);
        return nodes.read(position * HashValue.LENGTH, HashValue.LENGTH);
    }

    /** Takes in what an {@link IndexBuffer} holds, and empties it. */
    public void append(IndexBuffer more) throws IOException {
        nodes.append(more.nodes());
        ends.append(more.ends());
        size += more.size();
        more.clear();
    }

    /** Drops all behind the first entries. */
    public void truncate(long entries) throws IOException {
        size = entries;
        nodes.truncate((NodeStore.count(entries) - NodeStore.count(first)) * HashValue.LENGTH);
        ends.truncate((entries - first) * Long.BYTES);
    }

    /** Makes what was appended durable. */
    public void force() throws IOException {
        nodes.force();
        ends.force();
    }

    @Override
    public void close() throws IOException {
        try (nodes) {
            ends.close();
        }
    }
}
