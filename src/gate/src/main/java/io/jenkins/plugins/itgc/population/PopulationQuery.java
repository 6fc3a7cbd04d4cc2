package io.jenkins.plugins.itgc.population;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which deployments are asked for.
 *
 * @param from the first day of the period
 * @param to its last day, which belongs to it
 * @param zone where those days begin and end
 * @param environments only deployments to these; empty for all that the policy has in scope
 * @param services only deployments of these; empty for all
 */
public record PopulationQuery(
        LocalDate from, LocalDate to, ZoneId zone, Set<String> environments, Set<String> services) {
    /**
     * @throws IllegalArgumentException where the period ends before it begins
     */
    public PopulationQuery {
        Objects.requireNonNull(zone);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the period ends on " + to + ", before it begins on " + from + "; both days belong to it");
        }
        environments = Collections.unmodifiableSet(new TreeSet<>(environments));
        services = Collections.unmodifiableSet(new TreeSet<>(services));
    }

    /** The first moment of the period. */
    public Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first moment after the period. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Whether something is of what it asks for, or may be, where service or environment are not known (empty). */
    public boolean concerns(String service, String environment) {
        return (service.isEmpty() || asksForService(service))
                && (environment.isEmpty() || asksForEnvironment(environment));
    }

    boolean asksForEnvironment(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }

    boolean asksForService(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
