package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code docs/policy.md} shows is what the code does. */
class PolicyDocumentationTest {
    private static final Path DOCUMENT = Path.of("../../docs/policy.md");

    private final String text = read();

    private static String read() {
        try {
            return Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldShowPoliciesThatCanBeUsed() throws PolicyException {
        var examples = blocks("yaml");

        assertThat(examples).hasSize(2);
        for (var example : examples) {
            assertThat(PolicyText.read(example).effective("ledger-export", "production"))
                    .isNotNull();
        }
    }

    @Test
    void shouldShowTheErrorsThatAreTold() {
        assertThat(PolicyText.problems(blocks("yaml wrong").get(0)))
                .isEqualTo(blocks("text errors").get(0).strip());
    }

    @Test
    void shouldListEveryKeyWithDefaultAndMeaning() throws IOException {
        var schema = new JsonMapper().readTree(Policy.schema());
        var rows = new ArrayList<String>();
        addRows(rows, "", schema, schema);
        addRows(rows, "", schema.at("/$defs/controls"), schema);

        assertThat(text.lines().filter(line -> line.startsWith("| `"))).containsExactlyElementsOf(rows);
    }

    private static void addRows(List<String> rows, String prefix, JsonNode mapping, JsonNode schema) {
        for (var property : mapping.path("properties").properties()) {
            var key = prefix + property.getKey();
            var value = resolved(property.getValue(), schema);
            boolean required = StreamSupport.stream(mapping.path("required").spliterator(), false)
                    .anyMatch(name -> name.asText().equals(property.getKey()));
            rows.add("| `%s` | %s | %s |"
                    .formatted(
                            key,
                            standing(value, required),
                            value.path("description").asText()));
            boolean toldElsewhere = property.getKey().equals("controls") || key.equals("services.NAME.environments");
            if (!toldElsewhere) {
                addRows(rows, key + ".", value, schema);
                addRows(rows, key + "[].", resolved(value.path("items"), schema), schema);
                addRows(rows, key + ".NAME.", resolved(value.path("additionalProperties"), schema), schema);
            }
        }
    }

    private static String standing(JsonNode value, boolean required) {
        if (value.has("default")) {
            return "`" + value.get("default").toString().replace("\",\"", "\", \"") + "`";
        }
        return required ? "required" : "—";
    }

    private static JsonNode resolved(JsonNode node, JsonNode schema) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode whole = schema.at(
                        JsonPointer.compile(node.get("$ref").asText().substring(1)))
                .deepCopy();
        return whole.setAll((ObjectNode) node);
    }

    private List<String> blocks(String language) {
        var fence = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return fence.matcher(text).results().map(block -> block.group(1)).toList();
    }
}
