package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.Locale;

/**
 * A GitHub account.
 *
 * @param login its name; never a display name
 * @param bot whether GitHub says that it is no human
 */
public record Account(String login, boolean bot) {
    /** An account of GitHub's user object; a login that ends in {@code [bot]} is a bot whatever the type says. */
    public static Account of(String login, String type) {
        return new Account(
                login,
                type.equalsIgnoreCase("Bot") || login.toLowerCase(Locale.ROOT).endsWith("[bot]"));
    }

    @JsonIgnore
    public Identity identity() {
        return Identity.gitHub(login);
    }
}
