package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.policy.SettingInForce.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The controls in force for one service and environment: every level laid over the one before, key by key. Lists, scalars
 * and standard templates are replaced as a whole.
 */
final class MergedControls {
    /** A value, and where in the document it stands; nowhere where it is a default. */
    private record Laid(JsonNode value, Level level, JsonPointer at) {}

    private static final Map<JsonPointer, Laid> DEFAULTS = defaults();

    private final Map<JsonPointer, Laid> settings = new LinkedHashMap<>(DEFAULTS);

    private MergedControls() {}

    static MergedControls of(JsonNode root, String service, String environment) {
        var ofEnvironment = pointer("environments", environment);
        var ofService = pointer("services", service);
        var merged = new MergedControls();
        merged.lay(root, Level.CONTROLS, JsonPointer.empty());
        merged.lay(root, Level.ENVIRONMENT, ofEnvironment);
        merged.lay(root, Level.SERVICE, ofService);
        merged.lay(root, Level.SERVICE_ENVIRONMENT, ofService.append(ofEnvironment));
        return merged;
    }

    private void lay(JsonNode root, Level level, JsonPointer holder) {
        var at = holder.appendProperty("controls");
        forEachSetting(root.at(at), (key, value) -> settings.put(key, new Laid(value, level, at.append(key))));
    }

    /** Settings lie in a section or are one; what is deeper belongs to its setting. */
    private static void forEachSetting(JsonNode controls, BiConsumer<JsonPointer, JsonNode> visitor) {
        controls.properties().forEach(section -> {
            if (section.getValue().isObject()) {
                section.getValue()
                        .properties()
                        .forEach(setting ->
                                visitor.accept(pointer(section.getKey(), setting.getKey()), setting.getValue()));
            } else {
                visitor.accept(pointer(section.getKey()), section.getValue());
            }
        });
    }

    private static Map<JsonPointer, Laid> defaults() {
        var controls = JsonNodeFactory.instance.objectNode();
        PolicySchema.sections().properties().forEach(section -> {
            if (section.getValue().has("default")) {
                controls.set(section.getKey(), section.getValue().get("default"));
            } else {
                var settings = controls.putObject(section.getKey());
                section.getValue()
                        .path("properties")
                        .properties()
                        .forEach(setting -> settings.set(
                                setting.getKey(), setting.getValue().path("default")));
            }
        });
        var laid = new LinkedHashMap<JsonPointer, Laid>();
        forEachSetting(controls, (key, value) -> laid.put(key, new Laid(value, Level.DEFAULT, JsonPointer.empty())));
        return laid;
    }

    /** The settings as one mapping, in the shape of the file's {@code controls}. */
    ObjectNode tree() {
        var tree = JsonNodeFactory.instance.objectNode();
        settings.forEach((key, laid) -> {
            var section = key.getMatchingProperty();
            if (key.tail().matches()) {
                tree.set(section, laid.value());
            } else {
                tree.withObjectProperty(section).set(key.tail().getMatchingProperty(), laid.value());
            }
        });
        return tree;
    }

    List<SettingInForce> inForce() {
        return settings.entrySet().stream()
                .map(entry -> new SettingInForce(
                        Problems.dotted(entry.getKey()),
                        entry.getValue().value(),
                        entry.getValue().level()))
                .toList();
    }

    JsonNode value(String section, String setting) {
        return settings.get(pointer(section, setting)).value();
    }

    /** Where in the document the setting was made; the root where it is a default. */
    JsonPointer at(String section, String setting) {
        return settings.get(pointer(section, setting)).at();
    }

    static JsonPointer pointer(String... names) {
        var pointer = JsonPointer.empty();
        for (var name : names) {
            pointer = pointer.appendProperty(name);
        }
        return pointer;
    }
}
