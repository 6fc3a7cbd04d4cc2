package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of the build's workspace; what lies outside of it, be it by {@code ..} or by a link, is refused. */
public final class WorkspaceFiles {
    /** Longest text file that is read, in bytes. */
    public static final int LONGEST_TEXT = 1_000_000;

    private final Path root;

    /** @param root the workspace; it may itself be a link */
    public WorkspaceFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Finds a regular file.
     *
     * @param name its path, relative to the workspace or absolute
     * @return its real path, which no link is a part of; or {@link ReasonCode#FILE_OUTSIDE_WORKSPACE}, or
     *     {@link ReasonCode#FILE_UNREADABLE} where it is no file
     */
    public Reading<Path> locate(String name) {
        return resolve(name)
                .flatMap(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        ? Reading.of(path)
                        : unreadable(name, "is no regular file"));
    }

    /** Reads a text file in UTF-8 of at most {@value #LONGEST_TEXT} bytes. */
    public Reading<Passage> read(String name) {
        return locate(name).flatMap(path -> {
            try (var input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                var bytes = input.readNBytes(LONGEST_TEXT + 1);
                if (bytes.length > LONGEST_TEXT) {
                    return unreadable(name, "is longer than " + LONGEST_TEXT + " bytes");
                }
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return Reading.of(Passage.of("file " + PlainText.harmless(name), text.toString()));
            } catch (CharacterCodingException e) {
                return unreadable(name, "is no text in UTF-8");
            } catch (IOException e) {
                return unreadable(name, "could not be read: " + FileTrouble.words(e));
            }
        });
    }

    /** The real path of a file or directory inside the workspace. */
    public Reading<Path> resolve(String name) {
        try {
            var path = root.resolve(name);
            try {
                var real = path.toRealPath();
                return real.startsWith(root.toRealPath()) ? Reading.of(real) : outside(name);
            } catch (NoSuchFileException e) {
                return path.normalize().startsWith(root) ? unreadable(name, "does not exist") : outside(name);
            }
        } catch (InvalidPathException e) {
            return unreadable(name, "is no path");
        } catch (IOException e) {
            return unreadable(name, "could not be read: " + FileTrouble.words(e));
        }
    }

    private static <T> Reading<T> outside(String name) {
        return Reading.missing(
                ReasonCode.FILE_OUTSIDE_WORKSPACE, PlainText.harmless(name) + " lies outside the workspace");
    }

    private static <T> Reading<T> unreadable(String name, String why) {
        return Reading.missing(ReasonCode.FILE_UNREADABLE, PlainText.harmless(name + " " + why));
    }
}
