package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A decision or override of the period that is not in the population: a line of {@code exclusions.csv}.
 *
 * @param id the deployment's id, as its request says: hostile text
 * @param entry index of the entry
 * @param at the entry's time, UTC
 * @param service what was to be deployed
 * @param environment where to
 * @param reason why it is left out
 */
public record Exclusion(String id, long entry, Instant at, String service, String environment, Reason reason) {
    public Exclusion {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        Objects.requireNonNull(reason);
    }

    /** Why something is left out. */
    public enum Reason {
        /** The gate blocked it, and nobody let it go on within the period. */
        BLOCKED("blocked"),
        /** The gate blocked it, and somebody said that it stays so. */
        REJECTED("rejected"),
        /** The policy has the environment out of scope. */
        OUT_OF_SCOPE("out-of-scope"),
        /** The query asks for other environments. */
        OTHER_ENVIRONMENT("other-environment"),
        /** The query asks for other services. */
        OTHER_SERVICE("other-service"),
        /** The same deployment (id, service, environment and commit) is in the population already. */
        DUPLICATE("duplicate");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** How it is written in files. */
        @JsonValue
        public String text() {
            return text;
        }

        /**
         * Reads it from a file.
         *
         * @throws IllegalArgumentException where the text is none
         */
        @JsonCreator
        public static Reason ofText(String text) {
            return Arrays.stream(values())
                    .filter(reason -> reason.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no reason for an exclusion"));
        }
    }
}
