package io.jenkins.plugins.itgc.policy;

import static io.jenkins.plugins.itgc.policy.MergedControls.pointer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The persons that a policy names, and their identities. */
final class People {
    /** What an id under each key of a person means. */
    private static final Map<String, Function<String, Identity>> SYSTEMS = Map.of(
            "github", Identity::gitHub,
            "jira", Identity::jira,
            "jenkins", id -> new Identity(Identity.System.JENKINS, id),
            "emails", Identity::email);

    private final Map<String, List<Identity>> persons = new LinkedHashMap<>();
    private final Map<Identity, String> owners = new HashMap<>();
    private final PolicyDocument document;
    private final Problems problems;

    private People(PolicyDocument document, Problems problems) {
        this.document = document;
        this.problems = problems;
    }

    /** Reads the persons; what the schema refused already is passed over. */
    static People read(PolicyDocument document, Problems problems) {
        var people = new People(document, problems);
        var list = pointer("identities");
        for (int i = 0; i < document.root().at(list).size(); i++) {
            people.add(list.appendIndex(i));
        }
        return people;
    }

    private void add(JsonPointer at) {
        var entry = document.root().at(at);
        var name = entry.path("person").asText();
        if (!entry.path("person").isTextual()) {
            return;
        }
        if (persons.containsKey(name)) {
            problem(at.appendProperty("person"), "this person is listed twice; write all identities in one entry.");
        }
        var identities = persons.computeIfAbsent(name, absent -> new ArrayList<>());
        for (var system : entry.properties()) {
            var reader = SYSTEMS.get(system.getKey());
            if (reader != null) {
                var key = at.appendProperty(system.getKey());
                ids(key, system.getValue()).forEach((place, id) -> identities.addAll(claim(name, place, id, reader)));
            }
        }
    }

    private static Map<JsonPointer, String> ids(JsonPointer at, JsonNode value) {
        var ids = new LinkedHashMap<JsonPointer, String>();
        if (value.isTextual()) {
            ids.put(at, value.textValue());
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                ids.put(at.appendIndex(i), value.get(i).textValue());
            }
        }
        return ids;
    }

    private List<Identity> claim(String person, JsonPointer at, String id, Function<String, Identity> reader) {
        if (id.isBlank()) {
            problem(at, "this id is blank.");
            return List.of();
        }
        var identity = reader.apply(id);
        var owner = owners.putIfAbsent(identity, person);
        if (owner != null && !owner.equals(person)) {
            problem(at, Wording.clean(identity.toString()) + " is listed for " + Wording.clean(owner) + " already.");
        }
        return List.of(identity);
    }

    private void problem(JsonPointer at, String message) {
        problems.add(document.value(at), at, message);
    }

    IdentityMap map() {
        return new IdentityMap(owners);
    }

    Set<String> names() {
        return persons.keySet();
    }

    /** Whether a text is a person's name, or an identity such as {@code github:ben}. */
    boolean knows(String who) {
        try {
            return !identities(who).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The identities that a person's name or a text such as {@code github:ben} stands for.
     *
     * @throws IllegalArgumentException where it is neither
     */
    List<Identity> identities(String who) {
        var known = persons.get(who);
        return known == null ? List.of(Identity.parse(who)) : List.copyOf(known);
    }
}
