package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** What a policy may be made of, whether it comes from a file or from a ledger: all that a ledger can keep exactly. */
final class PlainValues {
    private final PolicyDocument document;
    private final Problems problems;

    private PlainValues(PolicyDocument document, Problems problems) {
        this.document = document;
        this.problems = problems;
    }

    static void check(PolicyDocument document, Problems problems) {
        new PlainValues(document, problems).check(JsonPointer.empty(), document.root());
    }

    private void check(JsonPointer path, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().forEach(entry -> {
                    var child = path.appendProperty(entry.getKey());
                    key(child, entry.getKey());
                    check(child, entry.getValue());
                });
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    check(path.appendIndex(i), value.get(i));
                }
            }
            case STRING -> text(path, value.textValue());
            case NUMBER -> number(path, value);
            default -> {
                // Booleans are welcome, and the schema refuses the rest.
            }
        }
    }

    private void key(JsonPointer path, String key) {
        if (key.codePoints().anyMatch(Wording::isHarmful)) {
            problems.addUnreadable(document.key(path), path, "the key holds a control character; remove it.");
        }
    }

    private void text(JsonPointer path, String text) {
        OptionalInt harmful = text.codePoints()
                .filter(c -> c != '\n' && c != '\t' && Wording.isHarmful(c))
                .findFirst();
        harmful.ifPresent(c -> problems.addUnreadable(
                document.value(path), path, "the text holds the control character U+%04X; remove it.".formatted(c)));
    }

    private void number(JsonPointer path, JsonNode number) {
        if (!number.isInt()) {
            problems.addUnreadable(
                    document.value(path), path, Wording.found(number) + " is not a whole number that a policy needs.");
        }
    }
}
