package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * That the control was tested again: on another item, or on the same one later.
 *
 * @param item what was tested: a deployment's id, or the same item, in words
 * @param decision index of the decision of what was tested, where there is one
 * @param on the day
 * @param by who tested it
 * @param passed whether the control worked
 * @param seen what was looked at, and what was found
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Retest(String item, Optional<Long> decision, LocalDate on, Identity by, boolean passed, String seen) {
    public Retest {
        Objects.requireNonNull(item);
        Objects.requireNonNull(on);
        Objects.requireNonNull(by);
        Objects.requireNonNull(seen);
    }
}
