package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that was found of a deployment. All findings of a deployment are followed up together.
 *
 * @param key what it is about, so that the same is found once: the trigger and what is behind it
 * @param evidence index of the entry that shows it, where one does
 * @param attribute the letter of the attribute that is not shown, of a deviation
 * @param detail what was seen, in words; hostile text
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(
        String key,
        Trigger trigger,
        ExceptionType type,
        Optional<Long> evidence,
        Optional<String> attribute,
        String detail) {
    /** What a review in time would have made good: without it, all of them are missing for that one cause. */
    private static final Set<String> OWED_TO_THE_REVIEW = Set.of("B", "C", "D", "G", "H");

    private static final Set<Trigger> REVIEW = Set.of(Trigger.LATE_REVIEW, Trigger.REJECTED_REVIEW);

    public Finding {
        Objects.requireNonNull(key);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(type);
        Objects.requireNonNull(detail);
    }

    /** What findings are called before people: each trigger once, and the attributes by their letters. */
    public static String title(List<Finding> findings) {
        String letters = findings.stream()
                .flatMap(finding -> finding.attribute().stream())
                .collect(Collectors.joining(", "));
        return findings.stream()
                        .map(finding -> finding.trigger().title())
                        .distinct()
                        .collect(Collectors.joining("; "))
                + (letters.isEmpty() ? "" : " (" + letters + ")");
    }

    /** What was seen of each, in words; hostile text. */
    public static String detail(List<Finding> findings) {
        return findings.stream().map(Finding::detail).distinct().collect(Collectors.joining("; "));
    }

    /** Whether another finding of the same deployment is a consequence of this one. */
    boolean explains(Finding other) {
        return REVIEW.contains(trigger)
                && other.attribute().filter(OWED_TO_THE_REVIEW::contains).isPresent();
    }
}
