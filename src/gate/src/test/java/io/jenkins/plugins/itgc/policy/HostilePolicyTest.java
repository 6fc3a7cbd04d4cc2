package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that mean to hurt, or that mean something else to every reader. */
@Timeout(60)
class HostilePolicyTest {
    private static final int MEBIBYTE = 1 << 20;

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", "1:1: the file is empty."),
                Arguments.of("# nothing but a comment", "1:1: the file is empty."),
                Arguments.of("~", "1:1: expected a mapping (key: value), found nothing."),
                Arguments.of("hello", "1:1: expected a mapping (key: value), found the text \"hello\"."),
                Arguments.of(
                        "a: [",
                        "1:5: this is not YAML: while parsing a flow node, expected the node content, but found"),
                Arguments.of(
                        "a: 1\n\tb: 2", "2:1: this is not YAML: while scanning for the next token, found character"),
                Arguments.of("a: \0", "1:1: this is not YAML: special characters are not allowed."),
                Arguments.of(
                        "version: 1\n---\nversion: 1", "3:1: a second document starts here; a policy is one document."),
                Arguments.of("a: [&b 1, *b]", "1:11: a[1]: aliases (*name) are not read here; write the value out."),
                Arguments.of("a: *b", "1:4: a: aliases (*name) are not read here; write the value out."),
                Arguments.of("a: !!str x", "1:4: a: tags (!name) are not read here; leave it out."),
                Arguments.of("a: !!binary eA==", "1:4: a: tags (!name) are not read here; leave it out."),
                Arguments.of("a: !<x> {}", "1:4: a: tags (!name) are not read here; leave it out."),
                Arguments.of("<<: {a: 1}", "1:1: <<: merge keys (<<) are not read here; write the keys out."),
                Arguments.of("? [a]\n: b", "1:4: this is not YAML: Expected a field name"),
                Arguments.of("a: 1e999999999", "1:4: a: 1e999999999 would be read as a number;"),
                Arguments.of("a: \"\\ud800\"", "1:4: a: the text holds the control character U+D800; remove it."),
                Arguments.of("a: \"\\u202e\"", "1:4: a: the text holds the control character U+202E; remove it."),
                Arguments.of("[".repeat(MEBIBYTE), "1:22: nested deeper than 20 levels; no policy needs that."),
                Arguments.of("{a: ".repeat(MEBIBYTE / 4), "1:85: nested deeper than 20 levels; no policy needs that."),
                Arguments.of("- ".repeat(MEBIBYTE / 2), "1:43: nested deeper than 20 levels; no policy needs that."),
                Arguments.of("[" + "a,".repeat(30_000) + "]", "1:40000: more than 20000 values; no policy needs that."),
                Arguments.of(
                        "#".repeat(MEBIBYTE + 1), "1:1: the file is larger than 1048576 bytes; no policy needs that."),
                Arguments.of("a: " + "9".repeat(500), "1:4: a: " + "9".repeat(60) + "… would be read as a number;"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldRefuse(String yaml, String said) {
        assertThat(PolicyText.problems(yaml).lines())
                .anyMatch(line -> line.startsWith("policy.yml:" + said), "a line that starts with " + said);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        var bytes = "version: ä".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policy.read("policy.yml", bytes))
                .withMessage("policy.yml:1:1: the file is not UTF-8: byte 10 fits nowhere. Save it as UTF-8.");
    }

    @Test
    void shouldReadAByteOrderMark() throws PolicyException {
        assertThat(PolicyText.read("\uFEFF" + PolicyText.with("")).environments())
                .hasSize(2);
    }

    @Test
    void shouldNotLaugh() {
        var bomb = IntStream.range(1, 30)
                .mapToObj(i -> "a%d: &a%d [%s]".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)))
                .collect(Collectors.joining("\n", "a0: &a0 lol\n", ""));

        assertThat(PolicyText.refused(bomb).problems())
                .anyMatch(problem -> problem.message().startsWith("aliases (*name) are not read here"))
                .hasSizeLessThan(1000);
    }

    /** Norway: in YAML 1.1 the text {@code no} is false, in 1.2 it is a text. Here it is one. */
    @Test
    void shouldReadNoAsAText() throws PolicyException {
        var policy = PolicyText.read(PolicyText.SCOPE + "environments: {no: {}, yes: {}, on: {}, y: {}}");

        assertThat(policy.environments()).containsExactly("no", "yes", "on", "y");
    }

    @Test
    void shouldBoundTheWorkOfManyServicesAndEnvironments() {
        var environments = IntStream.range(0, 50)
                .mapToObj(i -> "e%d: {controls: {promotion: {from: e%d}}}".formatted(i, (i + 1) % 50))
                .collect(Collectors.joining(", ", "environments: {", "}\n"));
        var services = IntStream.range(0, 1000)
                .mapToObj(i -> "s" + i + ": {controls: {test-evidence: {required: true}}}")
                .collect(Collectors.joining(", ", "services: {", "}\n"));

        assertThat(PolicyText.refused(PolicyText.SCOPE + environments + services)
                        .problems())
                .hasSize(50)
                .allMatch(problem -> problem.message().contains("goes round in a circle"));
    }

    @Test
    void shouldBoundTheWorkOfManyUnknownKeysAndNames() {
        var keys = IntStream.range(0, 9_000).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());
        var people = IntStream.range(0, 2_000)
                .mapToObj(i -> "{person: person%d, github: g%d}".formatted(i, i))
                .collect(Collectors.joining(", ", "identities: [", "]\n"));
        var who = IntStream.range(0, 4_000).mapToObj(i -> "persom" + i).collect(Collectors.joining(","));

        assertThat(PolicyText.refused(keys + people + "controls: {emergency: {who: [" + who + "]}}")
                        .problems())
                .hasSize(9_000 + 4_000 + 3);
    }
}
