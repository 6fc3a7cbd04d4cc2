package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a ledger, held by one process and in it by one opener.
 *
 * <p>POSIX drops a process's lock on a file when the process closes any descriptor of that file, so a second opener in
 * the same process must be turned away before it touches the file.
 */
final class LedgerLock implements Closeable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final long POLL_MILLIS = 20;
    /** Somebody who just looks whether the lock is held has it for a moment, too. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Path path;
    private final AsynchronousFileChannel channel;

    private LedgerLock(Path path, AsynchronousFileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the lock, and waits for it if need be. */
    static LedgerLock take(LedgerFiles files, Duration wait) throws IOException {
        var directory = files.directory().toRealPath();
        var path = new LedgerFiles(directory).lock();
        long deadline = System.nanoTime() + GRACE.plus(wait).toNanos();
        while (true) {
            var lock = tryTake(path);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new LedgerException(
                        Reason.LOCKED,
                        "cannot write to the ledger in " + directory + ": " + holder(path)
                                + " is writing to it. Wait for it to end, or open the ledger for reading.");
            }
            pause(directory);
        }
    }

    /** Whether somebody, here or in another process, holds the lock. */
    static boolean isHeld(Path path) throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        var real = path.toRealPath();
        if (!HELD_HERE.add(real)) {
            return true;
        }
        try (var channel = AsynchronousFileChannel.open(real, StandardOpenOption.READ);
                var shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        } finally {
            HELD_HERE.remove(real);
        }
    }

    private static @Nullable LedgerLock tryTake(Path path) throws IOException {
        if (!HELD_HERE.add(path)) {
            return null;
        }
        boolean taken = false;
        try {
            var channel = AsynchronousFileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock fileLock = channel.tryLock();
                if (fileLock == null) {
                    return null;
                }
                name(channel);
                taken = true;
                return new LedgerLock(path, channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HELD_HERE.remove(path);
            }
        }
    }

    private static void name(AsynchronousFileChannel channel) throws IOException {
        var holder = "process " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        try {
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0)
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("cannot write to the lock file", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String holder(Path path) throws IOException {
        if (HELD_HERE.contains(path)) {
            return "another part of this process (" + ProcessHandle.current().pid() + ")";
        }
        var name = Files.readString(path).strip();
        return name.isEmpty() ? "another process" : name;
    }

    private static void pause(Path directory) throws LedgerException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(
                    Reason.LOCKED, "interrupted while waiting to write to the ledger in " + directory, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
