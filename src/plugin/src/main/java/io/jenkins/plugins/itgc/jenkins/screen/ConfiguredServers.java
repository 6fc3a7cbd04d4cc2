package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.JiraServer;

/** Where people look at what the configured servers hold. */
final class ConfiguredServers {
    private ConfiguredServers() {}

    static WebLinks links() {
        var configuration = ChangeGateConfiguration.get();
        return new WebLinks(
                configuration.getGitHubServers().stream()
                        .map(GitHubServer::getApiUrl)
                        .map(WebLinks::webOf)
                        .toList(),
                configuration.getJiraSites().stream()
                        .map(JiraServer::getUrl)
                        .map(url -> url.replaceFirst("/+$", ""))
                        .toList());
    }
}
