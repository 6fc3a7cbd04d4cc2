package io.jenkins.plugins.itgc.jenkins.screen;

import java.util.List;

/** Where people look at what the configured servers hold. */
final class ConfiguredServers {
    private ConfiguredServers() {}

    static WebLinks links() {
        return new WebLinks(List.of(WebLinks.webOf("https://api.github.com")), List.of());
    }
}
