package io.jenkins.plugins.itgc.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who is the same person, as the policy says: people known under several identities.
 *
 * @param people identity to the person's name in the policy
 */
public record IdentityMap(Map<Identity, String> people) {
    public IdentityMap {
        people = Map.copyOf(people);
    }

    /** Whether two identities are one human. */
    public enum Match {
        SAME,
        DIFFERENT,
        UNKNOWN
    }

    /**
     * Compares two identities. In one system two ids are two people unless the map joins them; across systems both must be
     * in the map, otherwise nobody can tell.
     */
    public Match compare(Identity one, Identity other) {
        if (one.equals(other)) {
            return Match.SAME;
        }
        Optional<String> first = person(one);
        Optional<String> second = person(other);
        if (first.isPresent() && second.isPresent()) {
            return first.equals(second) ? Match.SAME : Match.DIFFERENT;
        }
        return one.system() == other.system() && one.system() != Identity.System.EMAIL
                ? Match.DIFFERENT
                : Match.UNKNOWN;
    }

    /** Whether one of these is shown to be the same person. */
    public boolean isAmong(Identity who, Collection<Identity> listed) {
        return listed.stream().anyMatch(one -> compare(one, who) == Match.SAME);
    }

    public Optional<String> person(Identity identity) {
        return Optional.ofNullable(people.get(identity));
    }
}
