package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.publication.Archive.Stored;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place does that is published to. */
public abstract class ArchiveContractTest {
    private static final String KEY = "ledger/year=2026/month=11/0000-0001.jsonl";
    private static final int LIMIT = 1 << 20;

    /** An empty place. */
    protected abstract Archive archive() throws Exception;

    @Test
    void shouldBeReady() throws Exception {
        try (var archive = archive()) {
            archive.requireReady();
            assertThat(archive.protection()).isNotBlank();
            assertThat(archive.location(KEY)).endsWith(KEY);
        }
    }

    @Test
    void shouldGiveBackWhatIsStored() throws Exception {
        try (var archive = archive()) {
            assertThat(archive.read(KEY, LIMIT)).isEmpty();
            assertThat(archive.store(KEY, content("a line\n"))).isEqualTo(Stored.NEW);

            assertThat(archive.read(KEY, LIMIT)).contains(bytes("a line\n"));
        }
    }

    @Test
    void shouldStoreNothingAndManyBytes(@TempDir Path directory) throws Exception {
        var many = new byte[3_000_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = (byte) (i * 31 >> 3);
        }
        Path file = Files.write(directory.resolve("many"), many);
        try (var archive = archive()) {
            archive.store("empty", content(""));
            archive.store("many", Content.of(file));

            assertThat(archive.read("empty", LIMIT)).contains(new byte[0]);
            assertThat(archive.read("many", many.length)).contains(many);
        }
    }

    @Test
    void shouldLeaveTheSameContentAsItIs() throws Exception {
        try (var archive = archive()) {
            archive.store(KEY, content("a line\n"));

            assertThat(archive.store(KEY, content("a line\n"))).isEqualTo(Stored.THERE);
        }
    }

    @Test
    void shouldNeverWriteOverAnotherContent() throws Exception {
        try (var archive = archive()) {
            archive.store(KEY, content("a line\n"));

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> archive.store(KEY, content("another\n")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
                    .withMessageContaining(KEY)
                    .withMessageContaining("nothing is ever written over");
            assertThat(archive.read(KEY, LIMIT)).contains(bytes("a line\n"));
        }
    }

    @Test
    void shouldSeeADifferenceOfOneByteInAnEquallyLongContent() throws Exception {
        try (var archive = archive()) {
            archive.store(KEY, content("a line\n"));

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> archive.store(KEY, content("a Line\n")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
        }
    }

    @Test
    void shouldNameWhatIsThereStepByStep() throws Exception {
        try (var archive = archive()) {
            archive.store("ledger/year=2026/month=11/b", content("1"));
            archive.store("ledger/year=2026/month=11/a", content("2"));
            archive.store("ledger/year=2025/month=01/c", content("3"));
            archive.store("ledger.pub", content("4"));

            assertThat(archive.names("")).containsExactly("ledger.pub", "ledger/");
            assertThat(archive.names("ledger/")).containsExactly("year=2025/", "year=2026/");
            assertThat(archive.names("ledger/year=2026/month=11/")).containsExactly("a", "b");
            assertThat(archive.names("manifests/")).isEmpty();
        }
    }

    @Test
    void shouldReadNoMoreThanTheLimit() throws Exception {
        try (var archive = archive()) {
            archive.store(KEY, content("0123456789"));

            assertThat(archive.read(KEY, 10)).isPresent();
            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> archive.read(KEY, 9))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
    }

    @Test
    void shouldRefuseKeysThatLeadElsewhere() throws Exception {
        try (var archive = archive()) {
            for (var key :
                    new String[] {"", "../a", "a/../b", "/a", "a//b", "a/", "a b", ".hidden", "a/.b", "a\\b", "ä"}) {
                assertThatExceptionOfType(PublicationException.class)
                        .as(key)
                        .isThrownBy(() -> archive.store(key, content("x")))
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REQUEST));
                assertThatExceptionOfType(PublicationException.class).as(key).isThrownBy(() -> archive.read(key, 1));
            }
            assertThatExceptionOfType(PublicationException.class).isThrownBy(() -> archive.names("a"));
            assertThatExceptionOfType(PublicationException.class).isThrownBy(() -> archive.names("../"));
        }
    }

    protected static Content content(String text) {
        return Content.of(bytes(text));
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
