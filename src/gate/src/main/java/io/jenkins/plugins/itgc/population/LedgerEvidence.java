package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/**
 * How the ledger was shown to be what was signed, when the population was frozen.
 *
 * @param scope how much of it was read again
 * @param intact whether nothing was found
 * @param firstEntry index of the first entry of the period
 * @param endEntry index of the first entry after the period
 * @param checkpointSize how many entries the checkpoint covers
 * @param checkpointRoot the root that it signs, base64
 * @param checkpoint the lines of the signed checkpoint
 * @param key the key that it was checked with, in verifier form
 * @param keyGiven whether somebody gave that key; otherwise it is the one beside the ledger, which whoever can change the
 *     ledger can change too
 * @param findings what does not hold, in words: empty unless the population was frozen in spite of it
 */
public record LedgerEvidence(
        Scope scope,
        boolean intact,
        long firstEntry,
        long endEntry,
        long checkpointSize,
        String checkpointRoot,
        List<String> checkpoint,
        String key,
        boolean keyGiven,
        List<String> findings) {
    public LedgerEvidence {
        checkpoint = List.copyOf(checkpoint);
        findings = List.copyOf(findings);
    }

    /** How much of a ledger was read again. */
    public enum Scope {
        /** The months of the period and their neighbours, which were proved to be those of the signed tree. */
        PERIOD("period"),
        /** All entries. */
        LEDGER("ledger");

        private final String text;

        Scope(String text) {
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
        public static Scope ofText(String text) {
            return Arrays.stream(values())
                    .filter(scope -> scope.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no scope"));
        }
    }
}
