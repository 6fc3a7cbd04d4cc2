package io.jenkins.plugins.itgc.evidence.jira;

import io.jenkins.plugins.itgc.http.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What Jira is shown. */
public final class JiraCredentials {
    private JiraCredentials() {}

    /**
     * An API token of Jira Cloud, with the account that it belongs to.
     *
     * @throws IllegalArgumentException where the e-mail address holds a colon, which would end it
     */
    public static Credentials cloud(String email, String token) {
        if (email.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an e-mail address of a Jira account holds no colon");
        }
        var pair = (email + ":" + token).getBytes(StandardCharsets.UTF_8);
        return always("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** A personal access token of Jira Data Center, or an OAuth access token of Jira Cloud. */
    public static Credentials bearer(String token) {
        return always("Bearer " + token);
    }

    private static Credentials always(String authorization) {
        return () -> Optional.of(authorization);
    }
}
