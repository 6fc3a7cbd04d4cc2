package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.List;

/**
 * The body of an {@code override} entry: somebody let a blocked deployment go on, as an emergency that owes a review.
 *
 * @param decision index of the entry that blocked it
 * @param by who overrode it
 * @param reason why it cannot wait
 * @param blockedBy what blocked it
 * @param unknown who took part and could not be compared with the one who overrode, in words for the reviewer; empty where
 *     everybody is known
 * @param reviewDue until when another person must have reviewed it
 * @param at when, UTC
 */
public record OverrideRecord(
        long decision,
        String service,
        String environment,
        Identity by,
        String reason,
        List<ReasonCode> blockedBy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unknown,
        Instant reviewDue,
        Instant at) {
    @SuppressWarnings("ConstantValue") // where everybody is known, nothing is recorded
    public OverrideRecord {
        blockedBy = List.copyOf(blockedBy);
        unknown = unknown == null ? List.of() : List.copyOf(unknown);
    }
}
