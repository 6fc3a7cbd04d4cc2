package io.jenkins.plugins.itgc.jenkins.server;

import io.jenkins.plugins.itgc.evidence.Answer;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The servers, opened for one decision of one run.
 *
 * @param tickets absent where no Jira is configured
 * @param answers what the servers answered so far
 */
public record Opened(SourceControl sourceControl, Optional<Tickets> tickets, Supplier<List<Answer>> answers) {}
