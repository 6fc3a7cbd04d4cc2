package io.jenkins.plugins.itgc.jenkins.screen;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The recorded deployments, by the entry of their decision: {@code deployment/INDEX}. */
public final class Deployments {
    private static final int DIGITS = 15;

    Deployments() {}

    /** The page of a decision; nothing where the entry is none. */
    public @Nullable DeploymentPage getDynamic(String index) throws IOException {
        if (!index.matches("\\d{1," + DIGITS + "}")) {
            return null;
        }
        var reader = new DecisionReader();
        return reader.card(Long.parseLong(index))
                .map(card -> new DeploymentPage(card, reader))
                .orElse(null);
    }
}
