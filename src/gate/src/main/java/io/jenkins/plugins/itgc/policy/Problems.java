package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with one document, so that all of it can be told at once. */
final class Problems {
    private final String file;
    private final Set<PolicyProblem> found = new LinkedHashSet<>();
    private final Set<JsonPointer> unreadable = new HashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Position at, JsonPointer path, String message) {
        if (unreadable.contains(path)) {
            return;
        }
        found.add(new PolicyProblem(file, at.line(), at.column(), dotted(path), message));
    }

    /** Adds a problem of a value that could not be read at all; nothing more is said of it. */
    void addUnreadable(Position at, JsonPointer path, String message) {
        add(at, path, message);
        unreadable.add(path);
    }

    /** Ends the reading where anything was found. */
    void throwIfAny() throws PolicyException {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    PolicyException exception() {
        return new PolicyException(found.stream()
                .sorted(Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column))
                .toList());
    }

    /** The path as people write it: {@code services.payments-api.owners[0]}. */
    static String dotted(JsonPointer path) {
        var text = new StringBuilder();
        for (var rest = path; !rest.matches(); rest = rest.tail()) {
            if (rest.mayMatchElement() && !text.isEmpty()) {
                text.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(Wording.clean(rest.getMatchingProperty()));
            }
        }
        return text.toString();
    }
}
