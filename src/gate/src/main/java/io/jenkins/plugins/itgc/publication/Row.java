package io.jenkins.plugins.itgc.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a table on its way: flat, no column without a value, texts of others made harmless. */
final class Row {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectNode columns = JsonNodeFactory.instance.objectNode();

    void number(String name, long value) {
        columns.put(name, value);
    }

    void flag(String name, boolean value) {
        columns.put(name, value);
    }

    void text(String name, String value) {
        columns.put(name, PlainText.harmless(value, Integer.MAX_VALUE));
    }

    void text(String name, JsonNode value) {
        if (value.isTextual()) {
            text(name, value.textValue());
        }
    }

    /** Several values as one text, with commas between; left out where there are none. */
    void list(String name, List<?> values) {
        if (!values.isEmpty()) {
            text(name, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    /** UTC, to the millisecond, always as long: such texts are in the order of their times. */
    void time(String name, Instant value) {
        columns.put(name, TIME.format(value));
    }

    /** The same; left out where an entry says something that is no time. */
    void time(String name, JsonNode value) {
        if (value.isTextual()) {
            try {
                time(name, Instant.parse(value.textValue()));
            } catch (DateTimeException e) {
                columns.remove(name);
            }
        }
    }

    void flag(String name, JsonNode value) {
        if (value.isBoolean()) {
            columns.set(name, value);
        }
    }

    void all(ObjectNode others) {
        columns.setAll(others);
    }

    ObjectNode node() {
        return columns;
    }
}
