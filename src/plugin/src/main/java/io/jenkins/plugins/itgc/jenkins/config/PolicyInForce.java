package io.jenkins.plugins.itgc.jenkins.config;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.OtherPeople;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the policy as it is now, and parses it again only where its text or the people changed. */
final class PolicyInForce {
    private static final String PEOPLE = "Jenkins (Manage Jenkins, System, Change gate, People)";

    private @Nullable Parsed last;

    private record Parsed(String place, byte[] text, Map<String, List<Identity>> people, Policy policy) {
        boolean isOf(String otherPlace, byte[] otherText, Map<String, List<Identity>> otherPeople) {
            return place.equals(otherPlace) && Arrays.equals(text, otherText) && people.equals(otherPeople);
        }
    }

    /** @throws PolicyException where there is none, or it cannot be read or used */
    synchronized Policy read(@Nullable PolicySource source, List<Person> people) throws PolicyException {
        if (source == null
                || source instanceof TextPolicy text && text.getContent().isBlank()) {
            throw PolicyException.unavailable(
                    "the policy in Jenkins",
                    "no policy is configured; write one in Manage Jenkins, System, Change gate.");
        }
        byte[] text = text(source);
        Map<String, List<Identity>> known = byName(people);
        if (last == null || !last.isOf(source.place(), text, known)) {
            Policy policy = Policy.read(source.place(), text, new OtherPeople(PEOPLE, known));
            last = new Parsed(source.place(), text, known, policy);
        }
        return last.policy();
    }

    private static byte[] text(PolicySource source) throws PolicyException {
        try {
            return source.read();
        } catch (IOException e) {
            throw PolicyException.unavailable(source.place(), "the file cannot be read: " + FileTrouble.words(e));
        } catch (InvalidSetting e) {
            throw PolicyException.unavailable(source.place(), e.getMessage());
        }
    }

    private static Map<String, List<Identity>> byName(List<Person> people) throws PolicyException {
        try {
            requireDistinct(people);
            var names = new LinkedHashMap<String, List<Identity>>();
            people.forEach(person -> names.put(person.getName(), person.identities()));
            return names;
        } catch (InvalidSetting e) {
            throw PolicyException.unavailable(PEOPLE, e.getMessage());
        }
    }

    /** @throws InvalidSetting where a person is listed twice */
    static void requireDistinct(List<Person> people) {
        var names = new LinkedHashMap<String, Person>();
        for (Person person : people) {
            if (names.putIfAbsent(person.getName(), person) != null) {
                throw new InvalidSetting(Messages.Person_twice(person.getName()));
            }
        }
    }
}
