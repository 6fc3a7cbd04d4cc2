package io.jenkins.plugins.itgc.exceptions;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an item of a sample does not show.
 *
 * @param decision index of the item's decision
 * @param id the deployment's id: hostile text
 * @param releasedAt when it was let go on, UTC
 * @param attribute the attribute's letter; {@value #TESTER} for what only the tester found
 * @param type the type that it has until somebody says otherwise
 * @param seen what was seen, in words; hostile text
 */
public record Deviation(
        long decision,
        String id,
        String service,
        String environment,
        Instant releasedAt,
        String attribute,
        ExceptionType type,
        String seen) {
    /** In place of a letter, where the tester found a deviation and no attribute shows one. */
    public static final String TESTER = "tester";

    public Deviation {
        Objects.requireNonNull(id);
        Objects.requireNonNull(releasedAt);
        Objects.requireNonNull(attribute);
        Objects.requireNonNull(type);
        Objects.requireNonNull(seen);
    }

    /** This, as a finding of its deployment. */
    public Found found() {
        var subject = new Subject(Optional.of(decision), id, service, environment);
        var finding = new Finding(
                Trigger.DEVIATION.text() + "/" + decision + "/" + attribute,
                Trigger.DEVIATION,
                type,
                Optional.of(decision),
                Optional.of(attribute),
                seen);
        return new Found(subject, releasedAt, finding);
    }
}
