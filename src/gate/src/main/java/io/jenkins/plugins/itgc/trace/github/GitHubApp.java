package io.jenkins.plugins.itgc.trace.github;

import java.security.GeneralSecurityException;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.authorization.JWTTokenProvider;

/** A GitHub App: its id, and the private key that it signs its requests for tokens with. */
public final class GitHubApp {
    private final String id;
    private final JWTTokenProvider signer;

    /**
     * An App.
     *
     * @param id the App's id or client id
     * @param privateKey PEM text of the key in PKCS#8
     * @throws IllegalArgumentException where the key cannot be read; the message says how to convert one of another form, and
     *     holds nothing of the key
     */
    public GitHubApp(String id, String privateKey) {
        this.id = id;
        try {
            this.signer = new JWTTokenProvider(id, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the private key of GitHub App " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    String id() {
        return id;
    }

    AuthorizationProvider authorization() {
        return signer;
    }
}
