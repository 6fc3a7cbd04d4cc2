package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Instant;

/**
 * The body of a {@code deployment-start} entry: a deployment began.
 *
 * @param decision index of the entry that decided on it
 * @param deploymentId the deployment
 * @param allowed that the gate, or a person who overrode it, let it go on: nothing else is started
 * @param startedAt when, UTC
 */
public record StartRecord(
        long decision,
        String deploymentId,
        String service,
        String environment,
        CommitId commit,
        boolean allowed,
        Instant startedAt) {}
