package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that keeps the population from being shown complete and accurate, and is an exception to follow up: a line of
 * {@code discrepancies.csv}.
 *
 * @param id the deployment's id, or its build where the source names no id; empty where it is not known: hostile text
 * @param entry index of the ledger's entry; absent where the ledger has none
 * @param at the entry's time, UTC
 * @param service what was deployed; empty where it is not known
 * @param environment where to; empty where it is not known
 * @param detail what was seen
 */
public record Discrepancy(
        Kind kind,
        String id,
        OptionalLong entry,
        Optional<Instant> at,
        String service,
        String environment,
        String detail) {
    public Discrepancy {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(at);
    }

    /** What does not fit. */
    public enum Kind {
        /** An entry does not say what it must, so that whether it let a deployment go on cannot be determined. */
        UNREADABLE("unreadable"),
        /** The ledger has a result of a deployment that was blocked and not overridden. */
        DEPLOYED_ALTHOUGH_BLOCKED("deployed-although-blocked"),
        /** An override of a decision that is not in the ledger. It is in the population, without a commit. */
        OVERRIDE_WITHOUT_DECISION("override-without-decision"),
        /** Two different deployments have the same id. Both are in the population. */
        REUSED_ID("reused-id"),
        /** The deploying system says that it deployed this; the population has no such deployment. */
        NOT_IN_LEDGER("not-in-ledger"),
        /** A deployment of the population of which the deploying system says nothing. */
        NOT_IN_SOURCE("not-in-source");

        private final String text;

        Kind(String text) {
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
        public static Kind ofText(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no kind of discrepancy"));
        }
    }
}
