package io.jenkins.plugins.itgc.evidence.jira;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.evidence.TicketKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An issue as {@code GET /rest/api/2/issue/{key}?expand=changelog} gives it, as far as the gate reads it. */
record Issue(String key, Fields fields, Changelog changelog) {
    Issue {
        if (!TicketKeys.isKey(key)) {
            throw new IllegalArgumentException("has a key that is none");
        }
    }

    record Fields(Status status, Project project, Optional<User> reporter, Optional<User> assignee) {}

    record Project(String key) {}

    /** @param total how many histories there are, here or elsewhere */
    record Changelog(Integer total, List<History> histories) {}

    /** A page of {@code GET /rest/api/2/issue/{key}/changelog}, which Cloud alone has. */
    record ChangelogPage(Integer startAt, Integer total, Optional<Boolean> isLast, List<History> values) {}

    /** What somebody changed at one time. */
    record History(String id, Optional<User> author, Instant created, List<Item> items) {
        Stream<Transition> transitions() {
            return items.stream()
                    .filter(Item::isStatus)
                    .map(item -> new Transition(author.flatMap(User::identity), created, item.before(), item.after()));
        }
    }

    /** A field that was changed; {@code fieldId} is given by Cloud alone. */
    record Item(
            String field,
            Optional<String> fieldtype,
            Optional<String> fieldId,
            Optional<String> from,
            Optional<String> fromString,
            Optional<String> to,
            @JsonProperty("toString") Optional<String> toName) {
        Item {
            if (isStatus(field, fieldtype, fieldId)
                    && Stream.of(from, fromString, to, toName).anyMatch(Optional::isEmpty)) {
                throw new IllegalArgumentException("is a change of status without from, fromString, to or toString");
            }
        }

        /** Whether it is the status that was changed, and not a field of the site's own that is called so. */
        boolean isStatus() {
            return isStatus(field, fieldtype, fieldId);
        }

        Status before() {
            return new Status(from.orElseThrow(), fromString.orElseThrow());
        }

        Status after() {
            return new Status(to.orElseThrow(), toName.orElseThrow());
        }

        private static boolean isStatus(String field, Optional<String> fieldtype, Optional<String> fieldId) {
            return fieldId.map("status"::equals)
                    .orElseGet(() -> field.equals("status")
                            && fieldtype.filter("custom"::equals).isEmpty());
        }
    }
}
