package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A policy as people write it: everybody known in every system, pull requests approved by one person, a plan and tests.
 * Nobody waits for a lagging index.
 */
public final class PolicyText {
    private static final String FILE = """
            version: 1
            scope:
              statement: All services in production.
              approved-by: Dana Reyes, CIO
              approved-on: 2026-01-15
            identities:
              - {person: ann, github: ann, jira: jira-ann, jenkins: ann}
              - {person: ben, github: ben, jira: jira-ben, jenkins: ben}
              - {person: carla, github: carla, jira: jira-carla, jenkins: carla}
              - {person: dora, github: dora, jira: jira-dora, jenkins: [dora, dora-on-call]}
            environments:
              production: {mode: enforce, controls: {%s}}
              staging: {mode: enforce}
              preview: {mode: observe}
              sandbox: {mode: out-of-scope, reason: Holds no data of customers.}
            controls:
              approved-change: {index-lag: 0s%s}
            %s""";

    private PolicyText() {}

    /** The policy with more settings for all environments, each a line of YAML. */
    public static Policy with(String... controls) {
        return read(FILE.formatted("", "", lines(controls)));
    }

    /** The policy with more settings for production. */
    public static Policy production(String controls) {
        return read(FILE.formatted(controls, "", ""));
    }

    /** The policy with more rules of the control {@code approved-change}, and more settings. */
    public static Policy approvedChange(String rules, String... controls) {
        return read(FILE.formatted("", ", " + rules, lines(controls)));
    }

    private static String lines(String... controls) {
        return Arrays.stream(controls).map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static Policy read(String text) {
        try {
            return Policy.read("policy.yaml", text.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }
}
