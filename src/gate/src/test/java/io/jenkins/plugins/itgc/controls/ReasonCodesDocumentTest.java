package io.jenkins.plugins.itgc.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page for people and the codes of the program are the same. */
class ReasonCodesDocumentTest {
    private static final Path PAGE = Path.of("../../docs/reason-codes.md");

    private static List<List<String>> rows() throws IOException {
        try (var lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> Arrays.stream(
                                    line.substring(1, line.length() - 1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        }
    }

    @Test
    @DisplayName("every code stands on the page once, in its order, with kind, meaning and remedy")
    void codes() throws IOException {
        assertThat(rows().stream().map(row -> row.subList(0, 4)))
                .containsExactlyElementsOf(Stream.of(ReasonCode.values())
                        .map(code -> List.of("`" + code + "`", code.kind().name(), code.meaning(), code.remedy()))
                        .toList());
    }

    @Test
    @DisplayName("the controls that give a code exist")
    void controls() throws IOException {
        List<String> ids = Stream.concat(Controls.ALL.stream().map(Control::id), Stream.of("any", "none"))
                .toList();

        assertThat(rows()).allSatisfy(row -> assertThat(ids)
                .containsAll(List.of(row.get(4).split(", "))));
    }
}
