package io.jenkins.plugins.itgc.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody as one system knows them. Display names are never identities.
 *
 * @param system where the id holds
 * @param id a GitHub login, a Jira {@code accountId} (Cloud) or {@code key} (Data Center), a Jenkins user id or an e-mail
 *     address; compared without regard to case where the system does so
 */
public record Identity(System system, String id) {
    /** The systems that know people. */
    public enum System {
        GITHUB(true),
        JIRA(false),
        JENKINS(true),
        EMAIL(true);

        private final boolean ignoresCase;

        System(boolean ignoresCase) {
            this.ignoresCase = ignoresCase;
        }
    }

    /** GitHub's no-reply addresses name the account: {@code 123+login@users.noreply.github.com} or without the number. */
    private static final Pattern NO_REPLY = Pattern.compile(
            "(?:\\d+\\+)?([A-Za-z0-9-]+(?:\\[bot])?)@users\\.noreply\\.github\\.com", Pattern.CASE_INSENSITIVE);

    public Identity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an identity needs an id, for example github:ben");
        }
        id = system.ignoresCase ? id.strip().toLowerCase(Locale.ROOT) : id.strip();
    }

    public static Identity gitHub(String login) {
        return new Identity(System.GITHUB, login);
    }

    public static Identity jira(String id) {
        return new Identity(System.JIRA, id);
    }

    /** An e-mail address, or the GitHub account that a no-reply address of GitHub stands for. */
    public static Identity email(String address) {
        var account = NO_REPLY.matcher(address.strip());
        return account.matches() ? gitHub(account.group(1)) : new Identity(System.EMAIL, address);
    }

    /**
     * Reads {@code system:id}.
     *
     * @throws IllegalArgumentException where the text has no known system or no id
     */
    @JsonCreator
    public static Identity parse(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no identity; write github:LOGIN, jira:ID, jenkins:USER or email:ADDRESS"));
    }

    private static Optional<Identity> read(String text) {
        int colon = text.indexOf(':');
        for (System system : System.values()) {
            if (colon > 0
                    && system.name().equalsIgnoreCase(text.substring(0, colon))
                    && !text.substring(colon + 1).isBlank()) {
                return Optional.of(new Identity(system, text.substring(colon + 1)));
            }
        }
        return Optional.empty();
    }

    @JsonValue
    @Override
    public String toString() {
        return system.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
