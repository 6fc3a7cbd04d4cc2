package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes are: a policy that can be used, or problems with a place; nothing else. */
class PolicyFuzzTest {
    private static final String GOOD = PolicyText.with("""
            identities: [{person: Carla, github: [carla, c2], emails: [c@example.org]}]
            controls:
              approved-change: {accept: any, minimum-approvals: 2, index-lag: 20s}
              tickets: {projects: [PAY], approved-statuses: ["10017"]}
              change-window:
                windows: [{days: [mon-fri], from: "09:00", to: "17:00"}]
                freezes: [{name: x, from: 2026-12-19, to: 2027-01-03}]
              emergency: {allowed: true, who: [Carla]}
              standard-templates: {t: {paths: ["a/**"], approved-by: CAB, expires: 2027-01-01}}
            services: {web: {environments: {production: {mode: out-of-scope, reason: "x"}}}}
            """);
    private static final List<String> PIECES = List.of(
            "",
            "\n",
            " ",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!int ",
            "!",
            "<<: ",
            "? ",
            "|\n",
            ">-\n",
            "---\n",
            "%YAML 1.2\n",
            "\"",
            "'",
            "#",
            "~",
            "1",
            "-1",
            "1.5",
            "0x",
            "true",
            "\0",
            "\u2003",
            "\\",
            "\uFEFF",
            "99999999999",
            "2026-02-30",
            "controls: ",
            "environments: ",
            "a",
            ",");

    @Property(tries = 500)
    void shouldBearAnyBytes(@ForAll byte[] bytes) {
        assertDecided(bytes);
    }

    @Property(tries = 500)
    void shouldBearAnyText(@ForAll("yamlLike") String text) {
        assertDecided(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void shouldBearAChangedPolicy(
            @ForAll @IntRange(max = 900) int at,
            @ForAll @IntRange(max = 30) int removed,
            @ForAll("pieces") String added) {
        int from = Math.min(at, GOOD.length());
        int to = Math.min(from + removed, GOOD.length());
        assertDecided((GOOD.substring(0, from) + added + GOOD.substring(to)).getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES);
    }

    @Provide
    Arbitrary<String> yamlLike() {
        return pieces().list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    private static void assertDecided(byte[] bytes) {
        try {
            var policy = Policy.read("policy.yml", bytes);
            for (var environment : policy.environments()) {
                assertThat(policy.effective("web", environment).hash()).isEqualTo(policy.hash());
            }
            assertThat(Policy.of(policy.document()).hash()).isEqualTo(policy.hash());
        } catch (PolicyException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.toString()).doesNotContainPattern("\\p{Cntrl}");
            });
        }
    }
}
