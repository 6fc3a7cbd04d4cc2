package io.jenkins.plugins.itgc.jenkins.server;

import io.jenkins.plugins.itgc.request.RepositoryName;

/**
 * A repository on a configured server.
 *
 * @param serverId the server's name in the configuration
 */
public record RepositoryPlace(String serverId, RepositoryName repository) {}
