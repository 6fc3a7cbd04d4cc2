package io.jenkins.plugins.itgc.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.text.PlainText;
import java.nio.charset.StandardCharsets;

/**
 * Answers for machines: one line of JSON in canonical form, so that the same answer is always the same bytes. Texts are made
 * harmless here too: what parses JSON often prints it.
 */
public final class MachineText {
    private MachineText() {}

    /** The line of an answer, without its end. */
    public static String of(Object answer) {
        return new String(CanonicalJson.bytes(harmless(Json.tree(answer))), StandardCharsets.UTF_8);
    }

    private static JsonNode harmless(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(harmless(node.textValue()));
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> object.set(harmless(member.getKey()), harmless(member.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(harmless(element)));
            return array;
        }
        return node;
    }

    private static String harmless(String text) {
        return PlainText.harmless(text, Integer.MAX_VALUE);
    }
}
