package io.jenkins.plugins.itgc.ledger.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that grows at its end and can be read anywhere. Interrupting a thread inside does no harm: a file channel
 * would close itself then, and with it the ledger under all other threads; the classes used here do not.
 */
public final class AppendFile implements Closeable {
    private final RandomAccessFile end;
    private final RandomAccessFile anywhere;
    private final AsynchronousFileChannel channel;
    private final ReentrantLock positionLock = new ReentrantLock();
    private final Path path;

    private AppendFile(Path path, String mode, StandardOpenOption access) throws IOException {
        this.path = path;
        this.end = new RandomAccessFile(path.toFile(), mode);
        try {
            end.seek(end.length());
            this.anywhere = new RandomAccessFile(path.toFile(), "r");
            this.channel = AsynchronousFileChannel.open(path, access);
        } catch (IOException e) {
            end.close();
            throw e;
        }
    }

    /** Opens a file for reading and writing, an empty one if there is none. */
    public static AppendFile write(Path path) throws IOException {
        return new AppendFile(path, "rw", StandardOpenOption.WRITE);
    }

    /** Opens a file that is there for reading. */
    public static AppendFile read(Path path) throws IOException {
        return new AppendFile(path, "r", StandardOpenOption.READ);
    }

    public long length() throws IOException {
        return end.length();
    }

    /** Writes at the end; one thread at a time may. */
    public void append(byte[] bytes) throws IOException {
        end.write(bytes);
    }

    /** Reads that many bytes from a position. */
    public byte[] read(long position, int count) throws IOException {
        var bytes = new byte[count];
        positionLock.lock();
        try {
            anywhere.seek(position);
            anywhere.readFully(bytes);
            return bytes;
        } catch (EOFException e) {
            throw new IOException(path + " has no " + count + " bytes at " + position, e);
        } finally {
            positionLock.unlock();
        }
    }

    public void truncate(long length) throws IOException {
        end.setLength(length);
        end.seek(length);
    }

    /** Makes what was written durable, as fdatasync does. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try (end;
                anywhere) {
            channel.close();
        }
    }
}
