package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The published schema: what a policy may hold, what each key means, and its default. */
final class PolicySchema {
    /** The schema as it is published. */
    static final String TEXT = text();

    private static final JsonNode ROOT = tree();
    private static final JsonSchema SCHEMA = compile();

    private PolicySchema() {}

    private static String text() {
        try (var stream = PolicySchema.class.getResourceAsStream("policy.schema.json")) {
            if (stream == null) {
                throw new IllegalStateException("policy.schema.json is missing beside this class");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("policy.schema.json could not be read", e);
        }
    }

    private static JsonNode tree() {
        try {
            return new JsonMapper().readTree(TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException("policy.schema.json is not JSON", e);
        }
    }

    private static JsonSchema compile() {
        var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .formats(Formats.all())
                .build();
        var config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(PolicySchema::expression)
                .build();
        return JsonSchemaFactory.builder()
                .metaSchema(dialect)
                .defaultMetaSchemaIri(dialect.getIri())
                .build()
                .getSchema(ROOT, config);
    }

    /** An expression in which {@code $} is the end, as in JSON Schema, and not also the line end before it, as in Java. */
    private static RegularExpression expression(String regex) {
        var pattern = Pattern.compile(regex.replaceFirst("\\$$", "\\\\z"));
        return text -> pattern.matcher(text).find();
    }

    /** The sections that {@code controls} may have, by name. */
    static JsonNode sections() {
        return ROOT.at("/$defs/controls/properties");
    }

    /** Adds what the schema does not allow in the document. */
    static void check(PolicyDocument document, Problems problems) {
        var violations = SCHEMA.validate(document.root()).stream()
                .map(message -> violation(document, message))
                .toList();
        var wrongChoices = violations.stream()
                .filter(violation -> violation.keyword().equals("enum"))
                .map(Violation::path)
                .collect(Collectors.toSet());
        violations.stream()
                .filter(violation -> !(violation.keyword().equals("type") && wrongChoices.contains(violation.path())))
                .forEach(violation -> violation.addTo(problems));
    }

    private static Violation violation(PolicyDocument document, ValidationMessage message) {
        var path = JsonPointer.compile(message.getInstanceLocation().toString());
        return new Violation(document, path, message.getType(), message.getProperty(), around(message));
    }

    /** The schema object that holds the keyword which failed. */
    private static JsonNode around(ValidationMessage message) {
        var keyword =
                JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
        return ROOT.at(keyword.head());
    }
}
