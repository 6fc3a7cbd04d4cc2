package io.jenkins.plugins.itgc.exceptions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding, and the deployment that it is of.
 *
 * @param occurredAt when it happened, UTC: to the period of this time it belongs
 */
public record Found(Subject subject, Instant occurredAt, Finding finding) {
    /** What belongs to one deployment together, each deployment where its first finding stands, in the order of time. */
    public static List<List<Found>> byDeployment(Collection<Found> all) {
        Map<Object, List<Found>> deployments = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparing(Found::occurredAt)).forEach(one -> deployments
                .computeIfAbsent(one.deployment(), deployment -> new ArrayList<>())
                .add(one));
        return List.copyOf(deployments.values());
    }

    /** Where there is no decision, each finding stands alone. */
    private Object deployment() {
        return subject.decision().isPresent() ? subject.decision().get() : finding.key();
    }

    /** The exception of findings of one deployment, ready to be opened; the first of them names it. */
    static ExceptionOpened exception(List<Found> deployment, LocalDate due) {
        Found first = deployment.get(0);
        Finding named = first.finding();
        return new ExceptionOpened(
                named.key(),
                named.trigger(),
                named.type(),
                first.subject().decision(),
                named.evidence(),
                named.attribute(),
                first.subject().deploymentId(),
                first.subject().service(),
                first.subject().environment(),
                first.occurredAt(),
                named.detail(),
                deployment.stream().skip(1).map(Found::finding).toList(),
                due);
    }
}
