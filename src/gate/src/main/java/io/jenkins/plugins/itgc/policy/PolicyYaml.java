package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a policy's text: the part of YAML that means the same to everybody. Aliases, merge keys, tags, numbers in other
 * shapes than plain digits, duplicate keys and further documents are problems; {@code yes} and {@code no} are texts.
 */
final class PolicyYaml {
    static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 20_000;
    private static final int MAX_SENTENCE = 200;
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final YAMLParser parser;
    private final Problems problems;
    private final Map<JsonPointer, Position> keys = new HashMap<>();
    private final Map<JsonPointer, Position> values = new HashMap<>();

    private PolicyYaml(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads a whole text. What is wrong with single values is added to the problems.
     *
     * @throws PolicyException where there is no going on
     */
    static PolicyDocument read(String file, byte[] bytes, Problems problems) throws PolicyException {
        try (var parser = YAML.createParser(decode(bytes, problems))) {
            return new PolicyYaml(parser, problems).document(file);
        } catch (JsonProcessingException e) {
            problems.add(position(e), JsonPointer.empty(), "this is not YAML: " + sentence(e));
            throw problems.exception();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    private static String decode(byte[] bytes, Problems problems) throws PolicyException {
        if (bytes.length > MAX_BYTES) {
            problems.add(
                    Position.START,
                    JsonPointer.empty(),
                    "the file is larger than " + MAX_BYTES + " bytes; no policy needs that.");
            throw problems.exception();
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(
                    Position.START,
                    JsonPointer.empty(),
                    "the file is not UTF-8: byte " + (buffer.position() + 1) + " fits nowhere. Save it as UTF-8.");
            throw problems.exception();
        }
    }

    private PolicyDocument document(String file) throws IOException, PolicyException {
        if (parser.nextToken() == null) {
            throw stop(Position.START, "the file is empty.");
        }
        var root = value(JsonPointer.empty(), 0);
        if (parser.nextToken() != null) {
            throw stop(here(), "a second document starts here; a policy is one document.");
        }
        return new PolicyDocument(file, root, keys, values);
    }

    /** Reads the value that the parser stands on, up to its last token. */
    private JsonNode value(JsonPointer path, int depth) throws IOException, PolicyException {
        if (depth > MAX_DEPTH) {
            throw stop(here(), "nested deeper than " + MAX_DEPTH + " levels; no policy needs that.");
        }
        if (values.size() == MAX_VALUES) {
            throw stop(here(), "more than " + MAX_VALUES + " values; no policy needs that.");
        }
        values.put(path, here());
        refuseReferences(path);
        var nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(path, depth);
            case START_ARRAY -> list(path, depth);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(path);
            case VALUE_NUMBER_FLOAT -> unreadable(path, number());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> unreadable(path, "this cannot be read; write plain text.");
        };
    }

    private JsonNode mapping(JsonPointer path, int depth) throws IOException, PolicyException {
        var mapping = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var at = here();
            var child = path.appendProperty(key);
            if (key.equals("<<")) {
                problems.add(at, child, "merge keys (<<) are not read here; write the keys out.");
            }
            parser.nextToken();
            if (mapping.has(key)) {
                problems.add(
                        at,
                        child,
                        "this key is written twice, first in line "
                                + keys.get(child).line() + ".");
                parser.skipChildren();
            } else {
                keys.put(child, at);
                mapping.set(key, value(child, depth + 1));
            }
        }
        return mapping;
    }

    private JsonNode list(JsonPointer path, int depth) throws IOException, PolicyException {
        var list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(path.appendIndex(list.size()), depth + 1));
        }
        return list;
    }

    private JsonNode integer(JsonPointer path) throws IOException {
        var text = parser.getText();
        return INTEGER.matcher(text).matches()
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
                : unreadable(path, number());
    }

    private String number() throws IOException {
        return "%s would be read as a number; write a whole number in at most nine plain digits, or put the text in quotes."
                .formatted(Wording.clean(parser.getText()));
    }

    /** An anchor alone means nothing, so it is enough to refuse what refers to it. */
    private void refuseReferences(JsonPointer path) throws IOException {
        if (parser.isCurrentAlias()) {
            unreadable(path, "aliases (*name) are not read here; write the value out.");
        }
        if (parser.getTypeId() != null) {
            unreadable(path, "tags (!name) are not read here; leave it out.");
        }
    }

    /** A stand-in for a value: unlike every other one, so that nothing is said of it later. */
    private JsonNode unreadable(JsonPointer path, String message) {
        problems.addUnreadable(here(), path, message);
        return JsonNodeFactory.instance.textNode(path.toString());
    }

    private PolicyException stop(Position at, String message) {
        problems.add(at, JsonPointer.empty(), message);
        return problems.exception();
    }

    private Position here() {
        var location = parser.currentTokenLocation();
        return new Position(location.getLineNr(), location.getColumnNr());
    }

    private static Position position(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            var mark = marked.getProblemMark();
            return new Position(mark.getLine() + 1, mark.getColumn() + 1);
        }
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? Position.START
                : new Position(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    /** What the parser says, without the places and excerpts that it puts between its two halves. */
    private static String sentence(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> Wording.clean(line, MAX_SENTENCE))
                .collect(Collectors.joining(", ", "", "."));
    }
}
