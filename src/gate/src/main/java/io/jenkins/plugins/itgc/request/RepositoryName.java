package io.jenkins.plugins.itgc.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A repository on the configured server, {@code owner/name}; compared without regard to case, as GitHub does. */
public record RepositoryName(String owner, String name) {
    private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    public RepositoryName {
        if (!PART.matcher(owner).matches() || !PART.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + owner + "/" + name + "\" is no repository; write OWNER/NAME");
        }
    }

    /**
     * Reads {@code owner/name}.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    @JsonCreator
    public static RepositoryName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no repository; write OWNER/NAME");
        }
        return new RepositoryName(text.substring(0, slash), text.substring(slash + 1));
    }

    public boolean isSameAs(RepositoryName other) {
        return owner.equalsIgnoreCase(other.owner) && name.equalsIgnoreCase(other.name);
    }

    @JsonValue
    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
