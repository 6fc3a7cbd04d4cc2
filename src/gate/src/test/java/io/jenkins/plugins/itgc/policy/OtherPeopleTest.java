package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherPeopleTest {
    private static final String POLICY = """
            version: 1
            scope: {statement: All., approved-by: Dana, approved-on: 2026-10-15}
            identities:
              - {person: Ben, github: ben}
            environments:
              production: {}
            """;

    private static Policy read(String yaml, Map<String, List<Identity>> people) throws PolicyException {
        return Policy.read("policy.yml", yaml.getBytes(StandardCharsets.UTF_8), new OtherPeople("Jenkins", people));
    }

    private static List<Identity> identities(String... texts) {
        return List.of(texts).stream().map(Identity::parse).toList();
    }

    @Test
    void becomePartOfThePolicyAndOfItsHash() throws Exception {
        Policy alone = read(POLICY, Map.of());
        Policy joined =
                read(POLICY, Map.of("Carla", identities("github:carla", "jenkins:creyes", "email:c@acme.example")));

        var people = joined.effective("shop", "production").identities();
        assertThat(people.compare(Identity.gitHub("carla"), Identity.parse("jenkins:creyes")))
                .hasToString("SAME");
        assertThat(people.compare(Identity.gitHub("ben"), Identity.email("c@acme.example")))
                .hasToString("DIFFERENT");
        assertThat(joined.hash()).isNotEqualTo(alone.hash());
        assertThat(Policy.of(joined.document()).hash()).isEqualTo(joined.hash());
    }

    @Test
    void mayBeNamedByThePolicy() throws Exception {
        String named = POLICY + "controls: {emergency: {allowed: true, who: [Carla]}}\n";

        assertThat(read(named, Map.of("Carla", identities("jenkins:creyes")))
                        .effective("shop", "production")
                        .settings()
                        .emergency()
                        .who())
                .containsExactly(Identity.parse("jenkins:creyes"));
    }

    @Test
    void aPersonListedInBothIsAProblem() {
        assertThatThrownBy(() -> read(POLICY, Map.of("Ben", identities("jenkins:ben"))))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.yml:3")
                .hasMessageContaining(
                        "\"Ben\" is listed here and in Jenkins; write all identities of a person in one of the two.");
    }

    @Test
    void anAccountOfTwoPersonsIsAProblem() {
        assertThatThrownBy(() -> read(POLICY, Map.of("Carla", identities("github:ben"))))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("github:ben is listed for Ben already");
    }

    @Test
    void aPolicyWithoutAListOfItsOwnTakesThem() throws Exception {
        String without = POLICY.replaceAll("(?m)^identities:\\n.*\\n", "");

        assertThat(read(without, Map.of("Carla", identities("jenkins:creyes")))
                        .document()
                        .at("/identities/0/person")
                        .asText())
                .isEqualTo("Carla");
    }

    @Test
    void whatIsNoPolicyStaysNone() {
        assertThatThrownBy(() -> read("text", Map.of("Carla", identities("jenkins:creyes"))))
                .isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> read(
                        POLICY.replace("- {person: Ben, github: ben}", "none: true"),
                        Map.of("Carla", identities("jenkins:creyes"))))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("identities");
    }
}
