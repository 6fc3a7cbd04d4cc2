package io.jenkins.plugins.itgc.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryLineTest {
    private static final String LINE =
            "{\"body\":{\"a\":[1,\"x\"]},\"index\":1042,\"kind\":\"decision\",\"time\":\"2026-11-03T14:02:00.123Z\"}";

    @Test
    void aLineIsReadAndWrittenBack() throws Exception {
        var entry = EntryLine.parse(bytes(LINE));

        assertThat(entry.index()).isEqualTo(1042);
        assertThat(entry.kind()).isEqualTo("decision");
        assertThat(entry.time()).isEqualTo(Instant.parse("2026-11-03T14:02:00.123Z"));
        assertThat(entry.body().get("a").get(0).intValue()).isOne();
        assertThat(EntryLine.of(entry)).isEqualTo(bytes(LINE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T12:30:45.678Z",
                "9999-12-31T23:59:59.999Z"
            })
    void timesAreReadAsTheyAreWritten(String time) throws Exception {
        var line = EntryLine.format(bytes("{}"), 0, "k", Instant.parse(time));

        assertThat(new String(line, StandardCharsets.UTF_8)).contains(time);
        assertThat(EntryLine.parse(line).time()).isEqualTo(time);
    }

    @Test
    void yearsOfFiveDigitsAreRefused() {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> EntryLine.format(bytes("{}"), 0, "k", Instant.parse("+10000-01-01T00:00:00Z")));
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> EntryLine.format(bytes("{}"), 0, "k", Instant.parse("-0001-12-31T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-01-01T24:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01T00:00:60.000Z",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T00:00:00.0000",
                "x026-01-01T00:00:00.000Z"
            })
    void impossibleTimesAreRefused(String time) {
        refused(LINE.replace("2026-11-03T14:02:00.123Z", time), "its time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-1", "1.0", "", "9007199254740992", "99999999999999999999", "\"1\""})
    void impossibleIndexesAreRefused(String index) {
        refused(LINE.replace("1042", index), "it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Decision", "1st", "-a", "two words", "a\\\"b", "\u00e4"})
    void impossibleKindsAreRefused(String kind) {
        refused(LINE.replace("decision", kind), "it");
        assertThat(Envelope.isKind(kind)).isFalse();
    }

    @Test
    void kindsHaveALimit() {
        assertThat(Envelope.isKind("k".repeat(64))).isTrue();
        assertThat(Envelope.isKind("k".repeat(65))).isFalse();
        refused(LINE.replace("decision", "k".repeat(65)), "its kind");
    }

    @Test
    void whatIsNotCanonicalIsRefused() {
        refused(LINE.replace("[1,", "[1, "), "canonical");
        refused(LINE.replace("\"a\":", "\"b\":1,\"a\":"), "canonical");
        refused(LINE.replace("{\"a\"", "{\"a\":1,\"a\""), "canonical");
        refused(LINE.replace("[1,", "[1.5,"), "integer");
        refused(LINE.replace("\"x\"]", "\"x\""), "JSON");
        refused(LINE.replace("},\"index\"", "},\"extra\":{},\"index\""), "members");
        refused("{\"body\":{},\"x\":" + LINE + "}", "form");
    }

    @Test
    void noPartOfALineIsALine() {
        var line = bytes(LINE);
        for (int length = 0; length < line.length; length++) {
            refused(LINE.substring(0, length), "it");
            refused(LINE.substring(line.length - length), "it");
        }
    }

    @Property(tries = 500)
    void anyBytesAreAnEntryOrRefused(@ForAll byte[] bytes) {
        readOrRefused(bytes);
    }

    @Property(tries = 1000)
    void aDamagedLineIsAnEntryOrRefused(@ForAll int at, @ForAll byte octet, @ForAll int other, @ForAll byte second) {
        var line = bytes(LINE);
        line[Math.floorMod(at, line.length)] = octet;
        line[Math.floorMod(other, line.length)] = second;
        readOrRefused(line);
    }

    private static void readOrRefused(byte[] line) {
        try {
            assertThat(EntryLine.of(EntryLine.parse(line))).isEqualTo(line);
        } catch (EntryFormatException e) {
            assertThat(e).hasMessageStartingWith("it");
        }
    }

    private static void refused(String line, String why) {
        assertThatExceptionOfType(EntryFormatException.class)
                .isThrownBy(() -> EntryLine.parse(bytes(line)))
                .withMessageContaining(why);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
