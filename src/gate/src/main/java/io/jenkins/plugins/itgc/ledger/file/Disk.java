package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.format.AppendFile;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes that survive a loss of power. */
final class Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Disk() {}

    /** Makes the names in a directory durable, where the system lets a directory be forced. */
    static void forceDirectory(Path directory) throws IOException {
        if (POSIX) {
            try (var channel = AsynchronousFileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Puts a whole file in place of another, so that there is always the one or the other. */
    static void replace(Path path, byte[] bytes) throws IOException {
        replace(path, bytes, new FileAttribute<?>[0]);
    }

    /** The same, with a file that its owner alone may read or write, from its first moment on. */
    static void replacePrivately(Path path, byte[] bytes) throws IOException {
        if (POSIX) {
            replace(path, bytes, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            replace(path, bytes);
        }
    }

    private static void replace(Path path, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes);
        try (var file = AppendFile.write(fresh)) {
            file.append(bytes);
            file.force();
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(path.toAbsolutePath().getParent());
    }
}
