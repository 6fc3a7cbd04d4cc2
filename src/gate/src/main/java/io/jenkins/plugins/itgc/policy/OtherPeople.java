package io.jenkins.plugins.itgc.policy;

import static io.jenkins.plugins.itgc.policy.MergedControls.pointer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * People that are listed elsewhere than in the policy's text. They become a part of the policy, so that its hash covers them.
 *
 * @param where what problems call the place where they are listed
 * @param identities identities by the person's name
 */
public record OtherPeople(String where, Map<String, List<Identity>> identities) {
    /** Nobody. */
    public static final OtherPeople NONE = new OtherPeople("nowhere", Map.of());

    private static final Map<Identity.System, String> KEYS = Map.of(
            Identity.System.GITHUB, "github",
            Identity.System.JIRA, "jira",
            Identity.System.JENKINS, "jenkins",
            Identity.System.EMAIL, "emails");

    /** Adds them to a document's own; a person that it lists already is a problem. */
    void addTo(PolicyDocument document, Problems problems) {
        if (identities.isEmpty() || !(document.root() instanceof ObjectNode root)) {
            return;
        }
        if (root.has("identities") && !root.get("identities").isArray()) {
            return;
        }
        ArrayNode list = root.withArray("identities");
        var present = new HashSet<String>();
        list.forEach(entry -> present.add(entry.path("person").asText()));
        identities.forEach((person, known) -> {
            if (present.contains(person)) {
                var at = pointer("identities");
                problems.add(
                        document.key(at),
                        at,
                        Wording.quoted(person) + " is listed here and in " + where
                                + "; write all identities of a person in one of the two.");
            } else {
                ObjectNode entry = list.addObject().put("person", person);
                known.forEach(
                        identity -> entry.withArray(KEYS.get(identity.system())).add(identity.id()));
            }
        });
    }
}
