package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the evidence of one decision is read from.
 *
 * @param sourceControl where changes are written and reviewed
 * @param tickets where they are asked for and approved; absent where no such server is configured
 * @param tests where test results come from
 * @param rollbackPlans rollback plans that come with the request: its text, a file of the workspace
 * @param answers the raw answers that the servers gave, once all is read
 */
public record Sources(
        SourceControl sourceControl,
        Optional<Tickets> tickets,
        TestResults tests,
        List<Reading<Passage>> rollbackPlans,
        Supplier<List<Answer>> answers) {}
