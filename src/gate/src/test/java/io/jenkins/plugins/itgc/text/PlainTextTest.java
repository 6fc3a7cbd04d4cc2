package io.jenkins.plugins.itgc.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "001B, escape of ANSI sequences",
                "009B, control sequence introducer in one character",
                "0007, bell",
                "0000, null",
                "007F, delete",
                "202E, right-to-left override",
                "2066, left-to-right isolate",
                "200B, zero width space",
                "200D, zero width joiner",
                "FEFF, byte order mark",
                "00AD, soft hyphen",
                "D800, half of a pair",
                "E000, private use",
            })
    @DisplayName("what cannot be seen is written as its number")
    void writesInvisibleCharactersAsNumbers(String hex, String name) {
        var text = "a" + (char) Integer.parseInt(hex, 16) + "b";
        assertThat(PlainText.harmless(text)).isEqualTo("a\\u" + hex + "b");
        assertThat(PlainText.visible(text)).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource({"000A", "000D", "0009", "000B", "000C", "0085", "2028", "2029"})
    @DisplayName("line ends and tabs become spaces in a line")
    void keepsToOneLine(String hex) {
        assertThat(PlainText.harmless("a" + (char) Integer.parseInt(hex, 16) + "b"))
                .isEqualTo("a b");
    }

    @Test
    @DisplayName("a red title that forges a second log line is one plain line")
    void disarmsTitle() {
        assertThat(PlainText.harmless("fix \u001b[31mall\u001b[0m\r\nALLOWED  payments-api"))
                .isEqualTo("fix \\u001B[31mall\\u001B[0m  ALLOWED  payments-api");
    }

    @Test
    @DisplayName("letters of all scripts, and signs beyond the first plane, are left alone")
    void keepsText() {
        assertThat(PlainText.harmless("Grüße 已完成 שלום 🚀 – “ok”")).isEqualTo("Grüße 已完成 שלום 🚀 – “ok”");
    }

    @Test
    @DisplayName("invisible tags beyond the first plane are written as both their halves")
    void writesTags() {
        assertThat(PlainText.harmless("a" + Character.toString(0xE0041))).isEqualTo("a\\uDB40\\uDC41");
    }

    @Test
    @DisplayName("a long text is cut, never within a pair or a number")
    void cuts() {
        assertThat(PlainText.harmless("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.harmless("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(PlainText.harmless("abcd🚀g", 6)).isEqualTo("abcd…");
        assertThat(PlainText.harmless("ab\u001bcd", 6)).isEqualTo("ab…");
        assertThat(PlainText.harmless("🚀🚀", 1)).isEqualTo("…");
        assertThat(PlainText.harmless("x".repeat(1_000))).hasSize(PlainText.LINE);
    }

    @Test
    @DisplayName("a text of several lines keeps its lines and tabs")
    void keepsLines() {
        assertThat(PlainText.visible("a\r\nb\rc\u2028d\te\u001b[1m")).isEqualTo("a\nb\nc\nd\te[1m");
    }

    @Property
    void holdsNothingInvisible(@ForAll String text, @ForAll @IntRange(min = 1, max = 80) int max) {
        var line = PlainText.harmless(text, max);
        assertThat(line.length()).isLessThanOrEqualTo(max);
        assertThat(line).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(PlainText.visible(text)).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n\t]]");
        assertThat(PlainText.harmless(line, max)).isEqualTo(line);
    }
}
