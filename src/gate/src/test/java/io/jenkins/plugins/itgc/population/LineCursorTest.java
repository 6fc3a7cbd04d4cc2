package io.jenkins.plugins.itgc.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineCursorTest {
    private static final byte[] WANTED = "m".getBytes(StandardCharsets.US_ASCII);

    /** Whatever stands around the members that are wanted, they are read as a JSON parser reads them. */
    @Property(tries = 500)
    void membersAreReadAsTheyWereWritten(
            @ForAll("objects") Map<String, JsonNode> members,
            @ForAll("texts") String text,
            @ForAll("objects") Map<String, JsonNode> inner)
            throws Exception {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.setAll(members);
        object.put("m", text);
        object.set(
                "o",
                JsonNodeFactory.instance.objectNode().<ObjectNode>setAll(inner).put("m", text + text));
        byte[] line = CanonicalJson.bytes(object);
        var read = new TreeMap<String, String>();

        var cursor = new LineCursor();
        cursor.open(line, 0, line.length);
        cursor.object(member -> {
            if (member.isNamed(WANTED)) {
                read.put("m", member.text());
            } else if (member.isNamed("o".getBytes(StandardCharsets.US_ASCII))) {
                member.object(within -> {
                    if (within.isNamed(WANTED)) {
                        read.put("o.m", within.text());
                    }
                });
            }
        });

        assertThat(read).containsExactlyInAnyOrderEntriesOf(Map.of("m", text, "o.m", text + text));
    }

    /** Bytes of any kind are read to their end or refused; nothing behind them is looked at. */
    @Property(tries = 1000)
    void anyBytesAreReadOrRefused(@ForAll("nearlyLines") String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        var cursor = new LineCursor();
        for (int to = 0; to <= line.length; to++) {
            cursor.open(line, 0, to);
            try {
                cursor.object(member -> {
                    if (member.isObject()) {
                        member.object(within -> within.number());
                    } else {
                        member.text();
                    }
                });
            } catch (UnreadableException e) {
                assertThat(e).hasMessageContaining("not in canonical form");
            }
        }
    }

    @Test
    void numbersAndTruthAreRead() throws Exception {
        byte[] line = "{\"m\":9007199254740991}".getBytes(StandardCharsets.US_ASCII);
        var cursor = new LineCursor();
        cursor.open(line, 0, line.length);
        cursor.object(member -> assertThat(member.number()).isEqualTo(9_007_199_254_740_991L));
        for (String other : new String[] {"-1", "1.5", "\"1\"", "true", "null", "[1]", "{}", "12345678901234567"}) {
            byte[] no = ("{\"m\":" + other + "}").getBytes(StandardCharsets.US_ASCII);
            cursor.open(no, 0, no.length);
            cursor.object(member -> assertThat(member.number()).as(other).isEqualTo(-1));
            cursor.open(no, 0, no.length);
            cursor.object(member -> assertThat(member.isTrue()).as(other).isEqualTo(other.equals("true")));
        }
    }

    @Test
    void anotherFormIsRefused() {
        for (String text : new String[] {
            "",
            "{",
            "{\"m\"",
            "{\"m\":",
            "{\"m\":1",
            "{ \"m\":1}",
            "{\"m\" :1}",
            "[1]",
            "{\"m\":\"\\x\"}",
            "{\"m\":\"\\u00\"}",
            "{\"m\":\"\\u+12a\"}",
            "{\"m\":\"\\u\"}",
            "{\"m\":\"\\\"}"
        }) {
            byte[] line = text.getBytes(StandardCharsets.US_ASCII);
            var cursor = new LineCursor();
            cursor.open(line, 0, line.length);
            assertThatExceptionOfType(UnreadableException.class)
                    .as(text)
                    .isThrownBy(() -> cursor.object(LineCursor::text));
        }
    }

    @Provide
    Arbitrary<Map<String, JsonNode>> objects() {
        return Arbitraries.maps(texts().filter(name -> !name.equals("m") && !name.equals("o")), values(3))
                .ofMaxSize(5);
    }

    private Arbitrary<JsonNode> values(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> plain = Arbitraries.oneOf(
                texts().map(text -> (JsonNode) nodes.textNode(text)),
                Arbitraries.longs().between(-1_000_000, 9_007_199_254_740_991L).map(number ->
                        (JsonNode) nodes.numberNode(number)),
                Arbitraries.of(true, false).map(value -> (JsonNode) nodes.booleanNode(value)),
                Arbitraries.just((JsonNode) nodes.nullNode()));
        if (depth == 0) {
            return plain;
        }
        return Arbitraries.oneOf(
                plain,
                values(depth - 1).list().ofMaxSize(4).map(all -> {
                    var array = nodes.arrayNode();
                    all.forEach(array::add);
                    return (JsonNode) array;
                }),
                Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(4).map(all -> {
                    var object = nodes.objectNode();
                    object.setAll(all);
                    return (JsonNode) object;
                }));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("mo\"\\{}[],:\b\f\n\r\t\u0001\u001f/ü€")
                .withCharRange('a', 'e')
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> nearlyLines() {
        return Arbitraries.of(
                        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00", "1", "true", "{\"m\":", "\"m\":", "ü", " ")
                .list()
                .ofMaxSize(30)
                .map(parts -> "{" + String.join("", parts));
    }
}
