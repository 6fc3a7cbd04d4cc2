package io.jenkins.plugins.itgc.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    /** Gives a few characters at a time, so that every cell is cut somewhere. */
    private static final class Slow extends Reader {
        private final Reader in;
        private final int most;

        Slow(String text, int most) {
            this.in = new StringReader(text);
            this.most = most;
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            return in.read(target, from, Math.min(length, most));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(
            @ForAll("lines") List<List<String>> lines, @ForAll @IntRange(min = 1, max = 9) int most) throws Exception {
        var text = new StringBuilder();
        lines.forEach(cells -> text.append(Csv.line(cells.toArray(String[]::new))));

        var read = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new Slow(text.toString(), most))) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                read.add(line.get().stream().map(Csv::plain).toList());
            }
            assertThat(reader.line()).isEqualTo(lines.size());
        }

        assertThat(read).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"})
    void noCellIsTakenForAFormula(String cell) {
        assertThat(Csv.line(cell).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void linesEndAsTheyDo() throws Exception {
        assertThat(read("a,b\nc,\"d\"\r\n\n,\r\ne"))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of(""), List.of("", ""), List.of("e"));
        assertThat(read("a\rb,c")).containsExactly(List.of("a\rb", "c"));
        assertThat(read("a\"b,c")).containsExactly(List.of("a\"b", "c"));
    }

    @Test
    void brokenQuotesAreNamedByTheirLine() {
        assertThatIOException().isThrownBy(() -> read("a\n\"b")).withMessage("line 2: a quote is not closed");
        assertThatIOException().isThrownBy(() -> read("\"b\"c")).withMessageContaining("line 1: a comma is missing");
        assertThatIOException().isThrownBy(() -> read("\"b\"\rc")).withMessageContaining("line 1: a comma is missing");
        assertThatIOException()
                .isThrownBy(() -> read("x".repeat(CsvReader.MAX_CELL + 1)))
                .withMessageContaining("more than");
    }

    private static List<List<String>> read(String text) throws IOException {
        var lines = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new StringReader(text))) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    @Provide
    Arbitrary<List<List<String>>> lines() {
        return Arbitraries.strings()
                .withChars("ab,\"\r\n\t'=+-@ü")
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMaxSize(5);
    }
}
