package io.jenkins.plugins.itgc.exceptions;

import io.jenkins.plugins.itgc.population.Item;
import java.util.Objects;

/**
 * An attribute that an item of a sample does not show.
 *
 * @param item the item
 * @param attribute the attribute's letter
 * @param determinable whether the record says that it failed; otherwise it does not say
 * @param seen what was seen, in words; hostile text
 */
public record Deviation(Item item, String attribute, boolean determinable, String seen) {
    public Deviation {
        Objects.requireNonNull(item);
        Objects.requireNonNull(attribute);
        Objects.requireNonNull(seen);
    }

    /**
     * The type that it has until somebody says otherwise: what was done too late is timing, what is not shown evidence, and
     * the rest was not done as designed.
     */
    ExceptionType type() {
        if (!determinable) {
            return ExceptionType.EVIDENCE;
        }
        return switch (attribute) {
            case "B", "H" -> ExceptionType.TIMING;
            case "E", "F" -> ExceptionType.EVIDENCE;
            default -> ExceptionType.EXECUTION;
        };
    }
}
