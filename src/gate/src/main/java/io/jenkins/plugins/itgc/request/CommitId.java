package io.jenkins.plugins.itgc.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A full Git commit id, 40 hexadecimal digits (SHA-1) or 64 (SHA-256). Abbreviations and names are refused: they can come to
 * mean something else.
 */
public record CommitId(@JsonValue String hex) {
    private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    @JsonCreator
    public CommitId {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!FULL.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "\"" + hex + "\" is no full commit id; give all 40 (or 64) hexadecimal digits");
        }
    }

    /** The first seven digits, for people. */
    public String brief() {
        return hex.substring(0, 7);
    }

    @Override
    public String toString() {
        return hex;
    }
}
