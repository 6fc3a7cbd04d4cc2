package io.jenkins.plugins.itgc.text;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a file, in words that say what was seen and what to do. Exceptions of the JDK often say no more than the
 * file's name, and what the system says needs knowing; those of the engine are told as they are.
 */
public final class FileTrouble {
    /** How the older classes for files say which it was, and what the system said. */
    private static final Pattern OPENED = Pattern.compile("(?s)(.*) \\((.*)\\)");

    private static final String ABSENT = "No such file or directory";
    private static final String DENIED = "Permission denied";
    private static final String NO_DIRECTORY = "Not a directory";

    /** What else systems answer. */
    private static final Map<String, String> SAID = Map.of(
            "No space left on device", "the disk is full; make room, and do it again",
            "Disk quota exceeded", "the disk quota is used up; make room, and do it again",
            "Read-only file system", "it lies on a disk that is read-only; name another place",
            "Is a directory", "it is a directory, and a file is asked for",
            "File name too long", "its name is too long; choose a shorter one",
            "Too many open files", "this process has too many files open; raise the limit (ulimit -n)",
            "Too many levels of symbolic links", "its links lead in a circle; check the path",
            "Input/output error", "the disk does not answer as it should; see the system's log");

    private FileTrouble() {}

    /** What an exception says. */
    public static String words(IOException e) {
        if (e.getClass().getName().startsWith("io.jenkins.plugins.itgc.")) {
            return said(e);
        }
        if (isCancelled(e)) {
            return e instanceof InterruptedIOException && e.getMessage() != null ? said(e) : "it was cancelled";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no text in UTF-8; save it as UTF-8";
        }
        if (e instanceof EOFException) {
            return "it ends too soon; it may have been cut off";
        }
        if (e instanceof ZipException) {
            return "it is no whole zip; it may have been cut off";
        }
        if (e instanceof FileSystemException failed && failed.getFile() != null) {
            return of(failed);
        }
        Matcher opened = OPENED.matcher(String.valueOf(e.getMessage()));
        return e instanceof FileNotFoundException && opened.matches()
                ? about(opened.group(1), opened.group(2))
                : SAID.getOrDefault(String.valueOf(e.getMessage()), said(e));
    }

    /** Whether it failed because somebody broke it off; a server that did not answer in time is no such thing. */
    public static boolean isCancelled(Throwable e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)
                || e instanceof ClosedByInterruptException
                || e instanceof FileLockInterruptionException
                || e instanceof InterruptedException
                || e.getCause() != null && isCancelled(e.getCause());
    }

    private static String of(FileSystemException e) {
        String file = e.getFile();
        if (e instanceof NoSuchFileException) {
            return about(file, ABSENT);
        }
        if (e instanceof AccessDeniedException) {
            return about(file, DENIED);
        }
        if (e instanceof FileAlreadyExistsException) {
            return file + " is there already" + (Files.isDirectory(Path.of(file)) ? "" : ", and is no directory");
        }
        if (e instanceof NotDirectoryException) {
            return about(file, NO_DIRECTORY);
        }
        if (e instanceof DirectoryNotEmptyException) {
            return file + " is not empty";
        }
        return e.getReason() == null ? said(e) : about(file, e.getReason());
    }

    /** A file, and what the system answered when it was asked for. A file that is not there was to be made in its directory. */
    private static String about(String file, String answer) {
        Path path = Path.of(file).toAbsolutePath();
        return switch (answer) {
            case ABSENT ->
                "there is no "
                        + (isThere(path.getParent()) ? "file or directory " + file : "directory " + path.getParent())
                        + "; check the path";
            case DENIED ->
                "no permission for " + (isThere(path) ? file : path.getParent()) + "; see who may read and write there";
            case NO_DIRECTORY -> fileIn(path) + " is a file, and no directory; check the path";
            default -> file + ": " + SAID.getOrDefault(answer, answer);
        };
    }

    private static boolean isThere(@Nullable Path path) {
        return path != null && Files.exists(path);
    }

    /** The part of a path that is a file. */
    private static Path fileIn(Path path) {
        Path parent = path.getParent();
        return parent == null || Files.isRegularFile(path) ? path : fileIn(parent);
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
