package io.jenkins.plugins.itgc.identity;

import io.jenkins.plugins.itgc.identity.IdentityMap.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * That somebody is shown to be another person than those who took part. Nobody is taken for somebody else because nothing is
 * known of them.
 *
 * @param identities who is the same person
 * @param act what only another person may do
 */
public record OtherPerson(IdentityMap identities, String act) {
    /**
     * Somebody who took part.
     *
     * @param did what they did
     */
    public record Participant(Identity who, String did) {}

    /** What speaks against somebody: that they are one of those who took part, or that this is not known. */
    public Optional<String> objection(Identity who, List<Participant> participants) {
        for (Participant other : participants) {
            if (identities.compare(other.who(), who) == Match.SAME) {
                return Optional.of(who + " " + other.did() + " as " + other.who() + "; another person must " + act);
            }
        }
        var named = new HashSet<Identity>();
        List<Participant> unknown = participants.stream()
                .filter(other -> identities.compare(other.who(), who) == Match.UNKNOWN && named.add(other.who()))
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("whether " + who + " is "
                + unknown.stream()
                        .map(other -> other.who() + ", who " + other.did() + ",")
                        .collect(Collectors.joining(" or "))
                + " is not known; add " + unmapped(who, unknown) + " to the policy's identities");
    }

    /** Those whom the policy must name before anybody can tell. */
    private String unmapped(Identity who, List<Participant> unknown) {
        return Stream.concat(Stream.of(who), unknown.stream().map(Participant::who))
                .filter(identity -> identities.person(identity).isEmpty())
                .distinct()
                .map(Identity::toString)
                .collect(Collectors.joining(", "));
    }
}
