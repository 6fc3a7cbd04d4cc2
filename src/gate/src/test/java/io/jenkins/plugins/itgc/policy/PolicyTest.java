package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap.Match;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
    private static final String PEOPLE = """
            identities:
              - {person: Ben Ito, github: [Ben, ben-admin], jira: 5b10, jenkins: bito, emails: [ben@example.org]}
              - {person: Carla, github: carla, emails: ["12+carla@users.noreply.github.com"]}
            """;

    @Test
    void shouldTellTheScope() throws PolicyException {
        var scope = PolicyText.read(PolicyText.with("")).scope();

        assertThat(scope).isEqualTo(new Scope("All of it", "Dana", LocalDate.of(2026, 10, 15)));
    }

    @Test
    void shouldTellEnvironmentsAndServicesInFileOrder() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with("""
                services:
                  web: {owners: [Web team], repository: example/web}
                  api: {}
                """));

        assertThat(policy.environments()).containsExactly("production", "staging");
        assertThat(policy.services())
                .containsExactly(
                        new Service("web", List.of("Web team"), Optional.of(RepositoryName.parse("example/web"))),
                        new Service("api", List.of(), Optional.empty()));
    }

    @Test
    void shouldHashTheContentAndNotTheLayout() throws PolicyException {
        var block =
                PolicyText.read(PolicyText.with("controls:\n  test-evidence:\n    required: true # as by default\n"));
        var flow = PolicyText.read("controls: {test-evidence: {\"required\": true}}\n" + PolicyText.with(""));
        var other = PolicyText.read(PolicyText.with("controls: {test-evidence: {required: false}}"));

        assertThat(flow.hash()).isEqualTo(block.hash()).matches("[0-9a-f]{64}").isNotEqualTo(other.hash());
    }

    /** The digest was computed with sha256sum over the canonical form, written by hand. */
    @Test
    void shouldHashTheCanonicalForm() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with(""));

        assertThat(CanonicalJson.bytes(policy.document()))
                .asString()
                .isEqualTo("{\"environments\":{\"production\":{},\"staging\":{}},"
                        + "\"scope\":{\"approved-by\":\"Dana\",\"approved-on\":\"2026-10-15\",\"statement\":\"All of it\"},"
                        + "\"version\":1}");
        assertThat(policy.hash()).isEqualTo("0ce8a51ad3131fa89837085f80a604df959162e051c349d79eebd48eec72d020");
    }

    @Test
    void shouldComeBackFromALedgerAsItWas() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with(PEOPLE
                + "controls: {emergency: {allowed: true, who: [Carla]}, approved-change: {minimum-approvals: 3}}"));
        var again = Policy.of(CanonicalJson.parse(CanonicalJson.bytes(policy.document())));

        assertThat(again.hash()).isEqualTo(policy.hash());
        assertThat(again.effective("web", "production")).isEqualTo(policy.effective("web", "production"));
    }

    @Test
    void shouldCheckADocumentOfALedgerAsAFile() throws PolicyException {
        var document = (ObjectNode) PolicyText.read(PolicyText.with("")).document();
        document.put("version", 1.0).putObject("controls").put("unknown", 1);

        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policy.of(document))
                .withMessageContaining(
                        "policy of the ledger: version: the number 1.0 is not a whole number that a policy needs.\n")
                .withMessageContaining(
                        "policy of the ledger: controls.unknown: unknown key. Allowed here: approved-change,");
    }

    @Test
    void shouldKeepItsDocumentToItself() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with(""));
        ((ObjectNode) policy.document()).removeAll();

        assertThat(policy.environments()).hasSize(2);
    }

    @Test
    void shouldKnowWhoIsTheSamePerson() throws PolicyException {
        var identities = PolicyText.read(PolicyText.with(PEOPLE))
                .effective("web", "production")
                .identities();

        assertThat(identities.compare(Identity.gitHub("ben"), Identity.jira("5b10")))
                .isEqualTo(Match.SAME);
        assertThat(identities.compare(Identity.gitHub("BEN-admin"), Identity.parse("jenkins:bito")))
                .isEqualTo(Match.SAME);
        assertThat(identities.compare(Identity.gitHub("carla"), Identity.email("ben@example.org")))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void shouldExpandAPersonToAllIdentities() throws PolicyException {
        var settings = PolicyText.read(PolicyText.with(PEOPLE + """
                        controls:
                          emergency: {allowed: true, who: [Ben Ito, "github:oncall", "jenkins:bito"]}
                          standard-templates: {t: {who: [Carla], paths: [a], approved-by: CAB, expires: 2027-01-01}}
                        """))
                .effective("web", "production")
                .settings();

        assertThat(settings.emergency().who())
                .extracting(Identity::toString)
                .containsExactlyInAnyOrder(
                        "github:ben",
                        "github:ben-admin",
                        "jira:5b10",
                        "jenkins:bito",
                        "email:ben@example.org",
                        "github:oncall");
        assertThat(settings.standardTemplates().get(0).who()).containsExactly(Identity.gitHub("carla"));
    }

    @Test
    void shouldTakeTheModeOfTheServiceBeforeThatOfTheEnvironment() throws PolicyException {
        var policy = PolicyText.read(PolicyText.SCOPE + """
                environments:
                  production: {}
                  staging: {mode: observe}
                  sandbox: {mode: out-of-scope, reason: no data}
                services:
                  web:
                    environments:
                      production: {mode: out-of-scope, reason: static pages}
                      sandbox: {mode: enforce}
                """);

        assertThat(policy.effective("api", "production").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.effective("api", "staging").mode()).isEqualTo(Mode.OBSERVE);
        assertThat(policy.effective("api", "sandbox").mode()).isEqualTo(Mode.OUT_OF_SCOPE);
        assertThat(policy.effective("api", "sandbox").outOfScope()).contains("no data");
        assertThat(policy.effective("web", "production").outOfScope()).contains("static pages");
        assertThat(policy.effective("web", "sandbox").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.effective("web", "sandbox").outOfScope()).isEmpty();
        assertThat(policy.describe("web", "production"))
                .extracting(SettingInForce::toString)
                .startsWith(
                        "mode: \"out-of-scope\"  # service's environment",
                        "reason: \"static pages\"  # service's environment",
                        "approved-change.accept: \"pull-request\"  # default");
    }

    @Test
    void shouldRefuseAnEnvironmentThatIsNotNamed() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with(""));

        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> policy.effective("web", "Prodction"))
                .withMessage(
                        "policy.yml:3:1: environments: no environment is named \"Prodction\" (did you mean production?); "
                                + "those here are production, staging.");
        assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> policy.describe("web", ""));
    }

    @Test
    void shouldReadAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("policy.yml"), PolicyText.with(""));

        assertThat(Policy.read(file).hash())
                .isEqualTo(PolicyText.read(PolicyText.with("")).hash());
    }

    @Test
    void shouldSayThatAFileCannotBeRead(@TempDir Path folder) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policy.read(folder.resolve("none.yml")))
                .withMessage(folder.resolve("none.yml") + ": the file cannot be read: there is no file or directory "
                        + folder.resolve("none.yml") + "; check the path.");
    }
}
