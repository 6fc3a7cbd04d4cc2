package io.jenkins.plugins.itgc.publication.directory;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.ArchiveKey;
import io.jenkins.plugins.itgc.publication.Content;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An archive in a directory, for example a share that is copied elsewhere. Its files are made read-only, and that is all: who
 * may write the directory may replace them. Where nobody may be able to, publish to a bucket with a lock.
 */
public final class DirectoryArchive implements Archive {
    private static final String NEW = ".new";

    private final Path root;

    /**
     * @param root a directory that is there
     */
    public DirectoryArchive(Path root) {
        this.root = root;
    }

    @Override
    public void requireReady() throws PublicationException {
        if (!Files.isDirectory(root)) {
            throw new PublicationException(
                    Reason.NO_PLACE, "there is no directory " + root + " to publish to; make it, or mend its name");
        }
        if (!Files.isWritable(root)) {
            throw new PublicationException(Reason.DENIED, "this process may not write to " + root);
        }
    }

    @Override
    public List<String> names(String prefix) throws PublicationException {
        var directory = root.resolve(ArchiveKey.requirePrefix(prefix));
        try (var files = Files.list(directory)) {
            return files.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("list " + directory, e);
        }
    }

    @Override
    public Optional<byte[]> read(String key, int limit) throws PublicationException {
        var file = file(key);
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new PublicationException(Reason.DAMAGED, file + " has more than " + limit + " bytes");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (PublicationException e) {
            throw e;
        } catch (IOException e) {
            throw failed("read " + file, e);
        }
    }

    @Override
    public Stored store(String key, Content content) throws PublicationException {
        var file = file(key);
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return requireSame(file, content);
            }
            Files.createDirectories(file.resolveSibling(""));
            var fresh = file.resolveSibling("." + UUID.randomUUID() + NEW);
            try {
                write(fresh, content);
                return put(fresh, file, content);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (PublicationException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw new PublicationException(
                    Reason.INTERRUPTED, "publishing was stopped while " + file + " was written", e);
        } catch (IOException e) {
            throw failed("write " + file, e);
        }
    }

    private static void write(Path fresh, Content content) throws IOException {
        var digest = Sha256.begin();
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                var out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
                var in = content.open()) {
            in.transferTo(out);
            channel.force(true);
        }
        if (!Arrays.equals(digest.digest(), content.sha256().bytes())) {
            throw new PublicationException(
                    Reason.CHECKSUM,
                    "what was to be written changed meanwhile, or was read wrongly; nothing was published");
        }
        if (!fresh.toFile().setReadOnly()) {
            throw new IOException("cannot make it read-only");
        }
    }

    /** A link fails where the name is taken, a move would take it. */
    private static Stored put(Path fresh, Path file, Content content) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return requireSame(file, content);
        }
        forceNames(file.resolveSibling(""));
        return Stored.NEW;
    }

    private static void forceNames(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Stored requireSame(Path file, Content content) throws IOException {
        var digest = Sha256.begin();
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        if (!Arrays.equals(digest.digest(), content.sha256().bytes())) {
            throw new PublicationException(
                    Reason.CONFLICT,
                    file + " is there with another content, and nothing is ever written over. Find out who wrote it.");
        }
        return Stored.THERE;
    }

    private Path file(String key) throws PublicationException {
        return root.resolve(ArchiveKey.requireKey(key));
    }

    private static PublicationException failed(String what, IOException e) {
        return new PublicationException(Reason.IO, "cannot " + what + ": " + FileTrouble.words(e), e);
    }

    @Override
    public String location(String key) {
        return root.resolve(key).toString();
    }

    @Override
    public String protection() {
        return "not locked: whoever may write the directory can change what is published";
    }

    @Override
    public void close() {
        // nothing is open between calls
    }
}
