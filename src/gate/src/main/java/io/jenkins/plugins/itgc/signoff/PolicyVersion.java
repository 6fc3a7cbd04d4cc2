package io.jenkins.plugins.itgc.signoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.policy.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A policy that the gate decided by, from one time to another.
 *
 * @param entry index of the entry that holds it
 * @param hash SHA-256 of the policy as canonical JSON, hexadecimal
 * @param from when the gate decided by it first, UTC
 * @param to when it decided by another one; absent where it still does
 * @param scope the approved scope document that it carries
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PolicyVersion(long entry, String hash, Instant from, Optional<Instant> to, Scope scope) {
    /** The day on which the approval is a year old, and the next one is due. */
    public LocalDate approvalDue() {
        return scope.approvedOn().plusYears(1);
    }

    /** Whether the gate decided by it before it was approved, by days in UTC. */
    public boolean approvedLate() {
        return scope.approvedOn().isAfter(day(from));
    }

    /**
     * Whether the approval was older than a year on a day of a period on which the gate decided by it.
     *
     * @param end the first moment after the period, or now where that is earlier
     */
    public boolean lapsedBefore(Instant end) {
        Instant last = to.filter(end::isAfter).orElse(end).minusMillis(1);
        return !last.isBefore(from) && !day(last).isBefore(approvalDue());
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
