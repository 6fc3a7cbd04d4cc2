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
    /** A value, and what holds its controls in the document; the root where it is a default. */
    private record Laid(JsonNode value, Level level, JsonPointer holder) {}

    private static final Map<String, Laid> DEFAULTS = defaults();

    private final Map<String, Laid> settings = new LinkedHashMap<>(DEFAULTS);

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
        var controls = root.at(holder).path("controls");
        forEachSetting(controls, (key, value) -> settings.put(key, new Laid(value, level, holder)));
    }

    /** Settings lie in a section or are one; what is deeper belongs to its setting. */
    private static void forEachSetting(JsonNode controls, BiConsumer<String, JsonNode> visitor) {
        for (var section : controls.properties()) {
            if (section.getValue().isObject()) {
                for (var setting : section.getValue().properties()) {
                    visitor.accept(section.getKey() + "." + setting.getKey(), setting.getValue());
                }
            } else {
                visitor.accept(section.getKey(), section.getValue());
            }
        }
    }

    private static Map<String, Laid> defaults() {
        var controls = JsonNodeFactory.instance.objectNode();
        for (var section : PolicySchema.sections().properties()) {
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
        }
        var laid = new LinkedHashMap<String, Laid>();
        forEachSetting(controls, (key, value) -> laid.put(key, new Laid(value, Level.DEFAULT, JsonPointer.empty())));
        return laid;
    }

    /** The settings as one mapping, in the shape of the file's {@code controls}. */
    ObjectNode tree() {
        var tree = JsonNodeFactory.instance.objectNode();
        settings.forEach((key, laid) -> {
            var names = names(key);
            var holder = names.length == 1 ? tree : tree.withObjectProperty(names[0]);
            holder.set(names[names.length - 1], laid.value());
        });
        return tree;
    }

    List<SettingInForce> inForce() {
        return settings.entrySet().stream()
                .map(entry -> new SettingInForce(
                        entry.getKey(),
                        entry.getValue().value(),
                        entry.getValue().level()))
                .toList();
    }

    /** The value of a setting, such as {@code approved-change.accept}. */
    JsonNode value(String key) {
        return settings.get(key).value();
    }

    /** Where in the document the setting was made; the root where it is a default. */
    JsonPointer at(String key) {
        var laid = settings.get(key);
        return laid.level() == Level.DEFAULT
                ? JsonPointer.empty()
                : laid.holder().appendProperty("controls").append(pointer(names(key)));
    }

    /** The section and the setting; names of templates may have points of their own. */
    private static String[] names(String key) {
        return key.split("\\.", 2);
    }

    static JsonPointer pointer(String... names) {
        var pointer = JsonPointer.empty();
        for (var name : names) {
            pointer = pointer.appendProperty(name);
        }
        return pointer;
    }
}
