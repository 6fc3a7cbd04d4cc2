package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A policy as it was written, with the places of its parts.
 *
 * @param file the file's name
 * @param root the content
 * @param keys where each key stands; list entries have none
 * @param values where each value starts
 */
record PolicyDocument(String file, JsonNode root, Map<JsonPointer, Position> keys, Map<JsonPointer, Position> values) {
    /** A policy that was not read from a text, so that nothing has a place. */
    static PolicyDocument withoutPlaces(String name, JsonNode root) {
        return new PolicyDocument(name, root, Map.of(), Map.of());
    }

    /** Where the key stands, or the entry where it is one of a list. */
    Position key(JsonPointer pointer) {
        var key = keys.get(pointer);
        return key == null ? value(pointer) : key;
    }

    Position value(JsonPointer pointer) {
        return values.getOrDefault(pointer, Position.NONE);
    }
}
