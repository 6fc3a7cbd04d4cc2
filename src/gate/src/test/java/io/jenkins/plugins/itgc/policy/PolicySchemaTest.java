package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PolicySchemaTest {
    private final JsonNode schema = tree();

    private static JsonNode tree() {
        try {
            return new JsonMapper().readTree(Policy.schema());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldBeValidDraft202012() {
        var dialect = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(dialect.validate(Policy.schema(), InputFormat.JSON)).isEmpty();
        assertThat(schema.path("$schema").asText()).isEqualTo(SchemaId.V202012);
    }

    @Test
    void shouldKnowEveryKeyOfEveryMapping() {
        for (var mapping : schema.findParents("properties")) {
            if (!mapping.has("required") || mapping.has("type")) {
                assertThat(mapping.path("additionalProperties").isMissingNode())
                        .as("additionalProperties of %s", mapping.path("title").asText())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldExplainEveryKeyToEditors() {
        for (var properties : schema.findValues("properties")) {
            for (var key : properties.properties()) {
                if (!key.getValue().has("const")) {
                    assertThat(key.getValue().path("title").asText())
                            .as(key.getKey())
                            .isNotBlank();
                    assertThat(key.getValue().path("description").asText())
                            .as(key.getKey())
                            .endsWith(".");
                }
            }
        }
    }

    @Test
    void shouldHaveADefaultForEverySetting() {
        for (var section : PolicySchema.sections().properties()) {
            var settings = section.getValue().path("properties");
            assertThat(section.getValue().has("default")
                            || settings.findParents("default").size() >= settings.size())
                    .as(section.getKey())
                    .isTrue();
        }
    }

    /** Whoever adds a component to the settings adds its key, in kebab case, to the schema. */
    @Test
    void shouldHaveAKeyForEveryComponentOfTheSettings() {
        for (var section : Settings.class.getRecordComponents()) {
            var node = PolicySchema.sections().path(kebab(section.getName()));
            assertThat(node.isObject()).as(kebab(section.getName())).isTrue();
            for (var component : components(section)) {
                // A template's name is its key in the mapping.
                if (!(section.getName().equals("standardTemplates") && component.equals("name"))) {
                    assertThat(keys(section, node)).as(section.getName()).contains(component);
                }
            }
        }
    }

    private List<String> keys(RecordComponent section, JsonNode node) {
        var holder =
                switch (section.getName()) {
                    case "requiredChecks" -> schema.at("/$defs/required-check");
                    case "standardTemplates" -> schema.at("/$defs/template");
                    default -> node;
                };
        var keys = new ArrayList<String>();
        holder.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> components(RecordComponent section) {
        Type type = section.getGenericType();
        if (type instanceof ParameterizedType list) {
            type = list.getActualTypeArguments()[0];
        }
        return List.of(((Class<?>) type).getRecordComponents()).stream()
                .map(component -> kebab(component.getName()))
                .toList();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
