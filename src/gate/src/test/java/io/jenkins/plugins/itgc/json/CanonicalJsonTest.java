package io.jenkins.plugins.itgc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** RFC 8785, section 3.2.3: by UTF-16 units a surrogate pair comes before U+FB33. */
    @Test
    void keysAreSortedByUtf16Units() throws Exception {
        var example =
                "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
                        + "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                        + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";

        assertThat(canonical(example))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785, sections 3.2.2 and 3.2.4, the sample without its floating point numbers. */
    @Test
    void stringsAndLiteralsAreWrittenAsTheStandardShows() throws Exception {
        var example =
                "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null, true, false]}";

        assertThat(canonical(example))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void controlCharactersHaveTheirShortForms() {
        assertThat(text(NODES.textNode("\b\t\n\f\r\u0000\u001f\u007f\u2028")))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1e3", "9007199254740992", "-9007199254740992", "123456789012345678901234567890"})
    void numbersBeyondTheProfileAreRefused(String number) throws Exception {
        var node = new ObjectMapper().readTree(number);

        assertThatExceptionOfType(CanonicalJsonException.class)
                .isThrownBy(() -> CanonicalJson.bytes(node))
                .withMessageContaining("write it as text");
    }

    @Test
    void integersUpToTheLimitAreWritten() {
        assertThat(text(NODES.numberNode(CanonicalJson.MAX_INTEGER))).isEqualTo("9007199254740991");
        assertThat(text(NODES.numberNode(-CanonicalJson.MAX_INTEGER))).isEqualTo("-9007199254740991");
        assertThat(text(NODES.numberNode(BigInteger.TEN))).isEqualTo("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "x\udc00", "\udc00\ud800", "\ud800x"})
    void loneSurrogatesAreRefused(String text) {
        assertThatExceptionOfType(CanonicalJsonException.class)
                .isThrownBy(() -> CanonicalJson.bytes(NODES.textNode(text)))
                .withMessageContaining("lone surrogate");
        assertThatExceptionOfType(CanonicalJsonException.class)
                .isThrownBy(() -> CanonicalJson.bytes(NODES.objectNode().put(text, 1)));
    }

    @Test
    void binaryAndForeignContentIsRefused() {
        assertThatExceptionOfType(CanonicalJsonException.class)
                .isThrownBy(() -> CanonicalJson.bytes(NODES.binaryNode(new byte[1])));
        assertThatExceptionOfType(CanonicalJsonException.class)
                .isThrownBy(() -> CanonicalJson.bytes(NODES.pojoNode(new Object())));
    }

    @Test
    void nestingHasALimitInBothDirections() {
        JsonNode deep = NODES.arrayNode();
        for (int i = 0; i < CanonicalJson.MAX_DEPTH; i++) {
            deep = NODES.arrayNode().add(deep);
        }
        var tooDeep = deep;

        assertThatExceptionOfType(CanonicalJsonException.class).isThrownBy(() -> CanonicalJson.bytes(tooDeep));
        assertThat(CanonicalJson.isCanonical(text(tooDeep.get(0)).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(CanonicalJson.isCanonical("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{} ",
                "{}{}",
                "{\"a\":1,\"a\":1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\": 1}",
                "\"\\u0041\"",
                "\"\\/\"",
                "01",
                "-0",
                "1.0",
                "1e2",
                "[1,]",
                "nul",
                "\"\\ud800\"",
                "{\"a\":1",
                "NaN",
                "// x\n1"
            })
    void otherFormsAreNotCanonical(String json) {
        assertThat(CanonicalJson.isCanonical(json.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void otherEncodingsAreNotCanonical() {
        assertThat(CanonicalJson.isCanonical("[1]".getBytes(StandardCharsets.UTF_16BE)))
                .isFalse();
        assertThat(CanonicalJson.isCanonical(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isFalse();
        assertThat(CanonicalJson.isCanonical(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
                .isFalse();
    }

    @Property(tries = 500)
    void anyBytesAreCanonicalOrRefused(@ForAll byte[] bytes) {
        if (CanonicalJson.isCanonical(bytes)) {
            assertThat(CanonicalJson.bytes(CanonicalJson.parse(bytes))).isEqualTo(bytes);
        }
    }

    @Property(tries = 500)
    void anyTextIsReadBackAsItWasOrRefused(@ForAll String text) {
        try {
            assertThat(CanonicalJson.parse(CanonicalJson.bytes(NODES.textNode(text)))
                            .textValue())
                    .isEqualTo(text);
        } catch (CanonicalJsonException e) {
            assertThat(e).hasMessageContaining("lone surrogate");
        }
    }

    private static String canonical(String json) throws Exception {
        return text(new ObjectMapper().readTree(json));
    }

    private static String text(JsonNode node) {
        return new String(CanonicalJson.bytes(node), StandardCharsets.UTF_8);
    }
}
