package io.jenkins.plugins.itgc.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;

/**
 * Canonical JSON after RFC 8785, restricted to integers of at most 2<sup>53</sup>&nbsp;&minus;&nbsp;1 in magnitude.
 *
 * <p>The restriction keeps the hard part of RFC 8785, the shortest form of a binary floating point number, out of the
 * format: every other language can write these bytes with what it has.
 */
public final class CanonicalJson {
    /** The largest magnitude an integer may have: every JSON reader can hold it exactly. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /** How deep arrays and objects may be nested. */
    public static final int MAX_DEPTH = 200;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value, in UTF-8.
     *
     * @throws CanonicalJsonException where the value holds something without a canonical form here: a number that is
     *     not an integer in range, binary or other foreign content, a lone surrogate, too deep a nesting
     */
    public static byte[] bytes(JsonNode value) {
        var writer = new CanonicalWriter();
        writer.value(value, 0);
        return writer.toByteArray();
    }

    /**
     * Reads bytes that must be canonical: what is returned would be written as these very bytes, so duplicate keys,
     * other orders, white space, other escapes and broken UTF-8 are all refused.
     *
     * @throws CanonicalJsonException where they are not JSON or not canonical
     */
    public static JsonNode parse(byte[] bytes) {
        var value = read(bytes);
        if (!Arrays.equals(bytes, bytes(value))) {
            throw new CanonicalJsonException("is JSON, but not in canonical form (RFC 8785)");
        }
        return value;
    }

    /** Whether the bytes are the canonical form of some value. */
    public static boolean isCanonical(byte[] bytes) {
        try {
            parse(bytes);
            return true;
        } catch (CanonicalJsonException e) {
            return false;
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            JsonNode value = READER.readValue(bytes);
            if (value == null || value.isMissingNode()) {
                throw new CanonicalJsonException("is empty, not a JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new CanonicalJsonException("is not JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
