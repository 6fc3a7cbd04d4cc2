package io.jenkins.plugins.itgc.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;

/** Writes one value in canonical form into a growing array. */
final class CanonicalWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[512];
    private int length;

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    void value(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, deeper(depth));
            case ARRAY -> array(node, deeper(depth));
            case STRING -> string(node.textValue());
            case NUMBER -> ascii(Long.toString(integer(node)));
            case BOOLEAN -> ascii(node.booleanValue() ? "true" : "false");
            case NULL -> ascii("null");
            default ->
                throw new CanonicalJsonException(
                        "a value of type " + node.getNodeType() + " has no canonical form; write it as text");
        }
    }

    private static int deeper(int depth) {
        if (depth >= CanonicalJson.MAX_DEPTH) {
            throw new CanonicalJsonException("arrays and objects are nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        return depth + 1;
    }

    private static long integer(JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw new CanonicalJsonException(
                    "the number " + node.asText() + " is not of an integer type; write it as text");
        }
        if (!node.canConvertToLong() || Math.abs(node.longValue()) > CanonicalJson.MAX_INTEGER) {
            throw new CanonicalJsonException(
                    "the integer " + node.asText() + " is beyond 2^53 - 1 in magnitude; write it as text");
        }
        return node.longValue();
    }

    /** Keys are put in the order of their UTF-16 units, which is {@link String#compareTo} (RFC 8785, 3.2.3). */
    private void object(JsonNode node, int depth) {
        var keys = new ArrayList<String>(node.size());
        node.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        char separator = '{';
        for (var key : keys) {
            put(separator);
            string(key);
            put(':');
            value(node.get(key), depth);
            separator = ',';
        }
        if (keys.isEmpty()) {
            put('{');
        }
        put('}');
    }

    private void array(JsonNode node, int depth) {
        put('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(node.get(i), depth);
        }
        put(']');
    }

    private void string(String text) {
        put('"');
        for (int i = plain(text); i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x20 || unit == '"' || unit == '\\') {
                escape(unit);
            } else if (unit < 0x80) {
                put(unit);
            } else if (Character.isSurrogate(unit)) {
                surrogatePair(text, i++);
            } else {
                multiByte(unit);
            }
        }
        put('"');
    }

    /** Puts the begin of a text that is ASCII without escapes, which is all of most texts, and says how long it is. */
    private int plain(String text) {
        int units = text.length();
        reserve(units + 1);
        for (int i = 0; i < units; i++) {
            char unit = text.charAt(i);
            if (unit < 0x20 || unit >= 0x80 || unit == '"' || unit == '\\') {
                length += i;
                return i;
            }
            buffer[length + i] = (byte) unit;
        }
        length += units;
        return units;
    }

    private void escape(char unit) {
        int shortForm = "\b\t\n\f\r\"\\".indexOf(unit);
        put('\\');
        if (shortForm >= 0) {
            put("btnfr\"\\".charAt(shortForm));
        } else {
            ascii("u00");
            put((char) HEX[unit >> 4]);
            put((char) HEX[unit & 0xf]);
        }
    }

    private void surrogatePair(String text, int at) {
        int point = text.codePointAt(at);
        if (!Character.isSupplementaryCodePoint(point)) {
            throw new CanonicalJsonException(
                    String.format("a text holds the lone surrogate U+%04X, which UTF-8 cannot carry", point));
        }
        multiByte(point);
    }

    private void multiByte(int point) {
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            put((char) (octet & 0xff));
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char octet) {
        if (length == buffer.length) {
            reserve(1);
        }
        buffer[length++] = (byte) octet;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
