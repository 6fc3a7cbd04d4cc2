package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * One setting as it holds for one service and environment, and where it comes from.
 *
 * @param key its key, such as {@code approved-change.accept}
 * @param value its value, as a policy would write it
 * @param level where it was set
 */
public record SettingInForce(String key, JsonNode value, Level level) {
    /** The places where a setting can be made; a later one goes before an earlier one. */
    public enum Level {
        /** Built in. */
        DEFAULT,
        /** The file's own {@code controls}. */
        CONTROLS,
        /** The environment's. */
        ENVIRONMENT,
        /** The service's, for every environment. */
        SERVICE,
        /** The service's, for this environment. */
        SERVICE_ENVIRONMENT
    }

    /** The setting for people: {@code approved-change.accept: "ticket"  # environment}. */
    @Override
    public String toString() {
        var where = level.name().toLowerCase(Locale.ROOT).replace("_", "'s ");
        return key + ": " + value + "  # " + where;
    }
}
