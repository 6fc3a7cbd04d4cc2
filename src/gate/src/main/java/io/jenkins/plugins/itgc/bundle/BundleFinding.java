package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Something about a bundle that does not hold.
 *
 * @param file which file of it; absent where it is the zip itself
 * @param entry index of the ledger's entry, where it is about one
 * @param message what was seen and what was expected
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BundleFinding(Kind kind, Optional<String> file, Optional<Long> entry, String message) {
    /** What does not hold. */
    public enum Kind {
        /** The zip is not in the form of a bundle, or a file is not what its name says. */
        FORM,
        /** A file that belongs to a bundle is missing. */
        MISSING,
        /** A file that belongs to no bundle. */
        UNKNOWN_FILE,
        /** A file is not the one that was put into the bundle. */
        CHANGED,
        /** The checkpoint is not signed by the key. */
        CHECKPOINT,
        /** An entry is not in the tree that the checkpoint signs. */
        ENTRY,
        /** Entries do not stand in the order of the ledger. */
        ORDER,
        /** The population does not fit itself, or the entries. */
        POPULATION,
        /** The sample is not what the draw gives, or not of the population. */
        SAMPLE,
        /** The worksheet is not of the sample, or not the one that was signed off. */
        WORKSHEET,
        /** A policy is not the one of its hash, or the one of a decision is missing. */
        POLICY,
        /** The sign-off is of another test. */
        SIGN_OFF
    }

    static BundleFinding of(Kind kind, String message) {
        return new BundleFinding(kind, Optional.empty(), Optional.empty(), message);
    }

    static BundleFinding in(String file, Kind kind, String message) {
        return new BundleFinding(kind, Optional.of(file), Optional.empty(), message);
    }

    static BundleFinding at(long entry, String file, Kind kind, String message) {
        return new BundleFinding(kind, Optional.of(file), Optional.of(entry), message);
    }

    @Override
    public String toString() {
        return kind + file.map(name -> " " + name).orElse("")
                + entry.map(index -> " (entry " + index + ")").orElse("") + ": " + message;
    }
}
