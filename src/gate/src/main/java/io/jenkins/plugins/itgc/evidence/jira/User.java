package io.jenkins.plugins.itgc.evidence.jira;

import io.jenkins.plugins.itgc.identity.Identity;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user as Jira Cloud ({@code accountId}) or Data Center ({@code key} and {@code name}) gives them. Display names are not
 * read: two people may have the same, and everybody may change theirs.
 */
record User(Optional<String> accountId, Optional<String> key, Optional<String> name) {
    /** What Cloud writes in place of an id that got lost with the account. */
    private static final String LOST = "unknown";

    User {
        if (ids(accountId, key, name).findFirst().isEmpty()) {
            throw new IllegalArgumentException("is a user without accountId, key and name");
        }
    }

    /** Who it is; empty where the account is gone. */
    Optional<Identity> identity() {
        return ids(accountId, key, name)
                .findFirst()
                .filter(id -> accountId.isEmpty() || !id.equals(LOST))
                .map(Identity::jira);
    }

    private static Stream<String> ids(Optional<String> accountId, Optional<String> key, Optional<String> name) {
        return Stream.of(accountId, key, name).flatMap(Optional::stream).filter(id -> !id.isBlank());
    }
}
