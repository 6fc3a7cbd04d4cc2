package io.jenkins.plugins.itgc.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a file that cannot be read or written: what was seen, and what to do. */
class FileTroubleTest {
    @TempDir
    private Path directory;

    private static String said(ThrowingCallable action) {
        IOException trouble = catchThrowableOfType(IOException.class, action);
        assertThat(trouble).isNotNull();
        return FileTrouble.words(trouble);
    }

    @Test
    void whatIsNotThereIsNamedAndWhichPartOfItsPathIsNot() throws Exception {
        Path file = directory.resolve("absent");
        Path below = directory.resolve("nowhere/bundle.zip.new");

        assertThat(said(() -> Files.readString(file)))
                .isEqualTo("there is no file or directory " + file + "; check the path");
        assertThat(said(() -> Files.writeString(below, "")))
                .isEqualTo("there is no directory " + below.getParent() + "; check the path");
        assertThat(said(() -> new RandomAccessFile(below.toFile(), "rw").close()))
                .isEqualTo("there is no directory " + below.getParent() + "; check the path");
    }

    @Test
    void aFileInAPathAndADirectoryInPlaceOfAFileAreSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");

        assertThat(said(() -> Files.readString(file.resolve("below/it"))))
                .isEqualTo(file + " is a file, and no directory; check the path");
        assertThat(said(() -> Files.list(file).close()))
                .isEqualTo(file + " is a file, and no directory; check the path");
        assertThat(said(() -> Files.createDirectories(file)))
                .isEqualTo(file + " is there already, and is no directory");
        assertThat(said(() -> Files.readString(directory))).isEqualTo("it is a directory, and a file is asked for");
        assertThat(said(() -> new RandomAccessFile(directory.toFile(), "rw").close()))
                .isEqualTo(directory + ": it is a directory, and a file is asked for");
        assertThat(said(() -> Files.move(file, directory, StandardCopyOption.REPLACE_EXISTING)))
                .isEqualTo(directory + " is not empty");
        assertThat(said(() -> Files.writeString(directory.resolve("n".repeat(300)), "")))
                .endsWith(": its name is too long; choose a shorter one");
    }

    @Test
    void whatMayNotBeDoneIsSaidOfTheFileOrOfTheDirectoryItWasToBeMadeIn() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");

        assertThat(FileTrouble.words(new AccessDeniedException(file.toString())))
                .isEqualTo("no permission for " + file + "; see who may read and write there");
        assertThat(FileTrouble.words(
                        new AccessDeniedException(directory.resolve("new").toString())))
                .isEqualTo("no permission for " + directory + "; see who may read and write there");
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, the disk is full; make room",
        "Disk quota exceeded, the disk quota is used up; make room",
        "Read-only file system, read-only; name another place",
        "Too many open files, raise the limit",
        "Input/output error, see the system's log",
        "Something new, Something new",
    })
    void whatSystemsAnswerIsSaidInWords(String answer, String said) {
        assertThat(FileTrouble.words(new FileSystemException("/srv/x", null, answer)))
                .startsWith("/srv/x: ")
                .contains(said);
        assertThat(FileTrouble.words(new IOException(answer))).contains(said);
    }

    @Test
    void contentThatIsNotWhatItShouldBeIsSaid() throws Exception {
        Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', (byte) 0xe9, 'b'});
        Path cut = Files.write(directory.resolve("cut.zip"), new byte[] {'P', 'K', 3, 4});

        assertThat(said(() -> Files.readString(latin, StandardCharsets.UTF_8)))
                .isEqualTo("it is no text in UTF-8; save it as UTF-8");
        assertThat(said(() -> new ZipFile(cut.toFile()).close()))
                .isEqualTo("it is no whole zip; it may have been cut off");
        assertThat(FileTrouble.words(new EOFException())).isEqualTo("it ends too soon; it may have been cut off");
    }

    @Test
    void whatWasCancelledIsKnownAlsoWithinWhatWasThrownAfterIt() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");
        Thread.currentThread().interrupt();

        IOException interrupted;
        try (var channel = FileChannel.open(file)) {
            interrupted = catchThrowableOfType(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(FileTrouble.isCancelled(new IllegalStateException(interrupted)))
                .isTrue();
        assertThat(FileTrouble.words(interrupted)).isEqualTo("it was cancelled");
        assertThat(FileTrouble.words(new InterruptedIOException("cancelled; no bundle was made")))
                .isEqualTo("cancelled; no bundle was made");
        assertThat(FileTrouble.isCancelled(new IOException("No space left on device")))
                .isFalse();
        assertThat(FileTrouble.isCancelled(new SocketTimeoutException("Read timed out")))
                .isFalse();
    }
}
