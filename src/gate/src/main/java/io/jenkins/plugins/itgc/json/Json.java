package io.jenkins.plugins.itgc.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** How the engine's values are written as JSON and read back: times as ISO 8601 text in UTC, absent parts left out. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A value as people read it, in a file of its own: indented, the members in the order of the record, UTF-8. */
    public static byte[] file(Object value) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return (MAPPER.writer(printer).writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value of " + value.getClass() + " cannot be written", e);
        }
    }

    /**
     * Reads a file that {@link #file} wrote.
     *
     * @throws IOException where it does not fit; the message says why, in words
     */
    public static <T> T readFile(byte[] bytes, Class<T> type) throws IOException {
        if (bytes.length == 0) {
            throw new IOException("it is empty");
        }
        try {
            T value = MAPPER.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(bytes);
            if (value == null) {
                throw new IOException("there is nothing in it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IOException(words(e), e);
        }
    }

    /** Why something could not be read from JSON, without the names of classes. */
    public static String words(Exception e) {
        if (!(e instanceof JsonProcessingException json)) {
            return String.valueOf(e.getMessage());
        }
        if (json instanceof JsonMappingException mapping) {
            if (mapping.getCause() instanceof IllegalArgumentException refusal
                    && mapping.getCause().getMessage() != null) {
                return String.valueOf(refusal.getMessage());
            }
            String path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            return path.isEmpty()
                    ? "a member that it must have is missing or is not as it should be"
                    : "its member \"" + path + "\" is not as it should be";
        }
        JsonLocation at = json.getLocation();
        return "it is no JSON"
                + (at == null ? "" : ": look at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    /**
     * Reads a value back.
     *
     * @throws JsonProcessingException where the tree does not fit
     */
    public static <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, type);
    }
}
