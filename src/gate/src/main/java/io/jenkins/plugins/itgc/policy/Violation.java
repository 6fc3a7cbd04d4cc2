package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the schema does not allow, told to the person who wrote it.
 *
 * @param document where it stands
 * @param path the value that is meant
 * @param keyword the schema's keyword that failed
 * @param property the key that is missing or unknown, for the keywords that are about keys
 * @param schema the part of the schema that holds the keyword
 */
record Violation(
        PolicyDocument document,
        JsonPointer path,
        String keyword,
        @Nullable String property,
        JsonNode schema) {
    void addTo(Problems problems) {
        if (property != null && keyword.equals("additionalProperties")) {
            var unknown = path.appendProperty(property);
            problems.add(document.key(unknown), unknown, unknownKey(property));
        } else if (property != null && keyword.equals("propertyNames")) {
            var name = path.appendProperty(property);
            problems.add(document.key(name), name, "a name has 1 to 200 characters, and no space at its ends.");
        } else if (property != null && keyword.equals("required")) {
            problems.add(document.key(path), path, "the key " + property + " is missing here.");
        } else {
            problems.add(document.value(path), path, message());
        }
    }

    private String unknownKey(String key) {
        return "unknown key" + Wording.didYouMean(key, keys()) + "." + allowedKeys();
    }

    private String allowedKeys() {
        return schema.has("properties") ? " Allowed here: " + Wording.listed(keys()) + "." : "";
    }

    private List<String> keys() {
        return schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private String unfitting(JsonNode value) {
        return value.asText().isBlank()
                ? "the text is blank; write something."
                : Wording.found(value) + " does not fit; write for example " + examples() + ".";
    }

    private String message() {
        var value = document.root().at(path);
        return switch (keyword) {
            case "type" -> "expected " + expected() + ", found " + Wording.found(value) + hint(value) + ".";
            case "enum" -> otherChoice(value);
            case "pattern", "format" -> unfitting(value);
            case "minimum" -> Wording.found(value) + " is too small; at least " + limit() + ".";
            case "maximum" -> Wording.found(value) + " is too large; at most " + limit() + ".";
            case "maxLength" -> "the text is too long; at most " + limit() + " characters.";
            case "minItems" -> "the list is empty; write at least one entry.";
            case "uniqueItems" -> "the list holds the same entry twice.";
            case "minProperties" -> "too few keys; at least " + limit() + "." + allowedKeys();
            case "maxProperties" -> "too many entries; at most " + limit() + ".";
            default -> Wording.found(value) + " is not allowed here.";
        };
    }

    private String otherChoice(JsonNode value) {
        var allowed = texts(schema.path("enum"));
        var hint = value.isTextual() ? Wording.didYouMean(value.textValue(), allowed) : "";
        return "expected " + Wording.either(allowed) + ", found " + Wording.found(value) + hint + ".";
    }

    private String expected() {
        var type = schema.path("type");
        return Wording.either((type.isArray() ? texts(type) : List.of(type.asText()))
                .stream()
                        .map(name -> switch (name) {
                            case "object" -> "a mapping (key: value)";
                            case "array" -> "a list";
                            case "string" -> "a text";
                            case "integer" -> "a whole number";
                            default -> "true or false";
                        })
                        .toList());
    }

    private String hint(JsonNode value) {
        boolean wantsText = schema.path("type").toString().contains("string");
        return wantsText && (value.isNumber() || value.isBoolean()) ? "; put it in quotes" : "";
    }

    private String examples() {
        return Wording.either(
                texts(schema.path("examples")).stream().map(Wording::quoted).toList());
    }

    private String limit() {
        return schema.path(keyword).asText();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
