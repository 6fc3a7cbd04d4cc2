package io.jenkins.plugins.itgc.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deployment of the demonstration, and what must come of it.
 *
 * @param told what happened before, a sentence for people
 * @param baseline the commit that runs, where the ledger does not know it yet
 * @param tests folder of the workspace with the test results
 * @param serverDown whether nobody answers at the source control server's address
 * @param rollbackPlan given with the request, where nobody could say what stands elsewhere
 * @param justification makes it an emergency
 * @param result whether its success is recorded, so that it becomes the next baseline
 * @param review whether the emergency's review is recorded
 * @param verdict what the gate must decide
 * @param codes reasons that it must give
 */
record DemoCase(
        String title,
        String told,
        String service,
        String commit,
        Optional<String> baseline,
        Optional<String> tests,
        boolean serverDown,
        Optional<String> rollbackPlan,
        Optional<String> justification,
        boolean result,
        boolean review,
        Verdict verdict,
        List<ReasonCode> codes) {

    static List<DemoCase> all() throws IOException {
        var cases = new ArrayList<DemoCase>();
        try {
            for (var node : JsonMapper.builder().build().readTree(DemoResource.read("cases.json"))) {
                cases.add(Json.read(node, DemoCase.class));
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the demonstration's cases cannot be read: " + e.getMessage(), e);
        }
        return cases;
    }

    /** The arguments of {@code itgc-gate gate}, without those that all cases share. */
    List<String> arguments() {
        var arguments =
                new ArrayList<>(List.of("--service", service, "--repository", "acme/" + service, "--commit", commit));
        baseline.ifPresent(sha -> arguments.addAll(List.of("--baseline", sha)));
        arguments.addAll(List.of("--test-results", tests.orElse("passing") + "/TEST-*.xml"));
        rollbackPlan.ifPresent(plan -> arguments.addAll(List.of("--rollback-plan", plan)));
        justification.ifPresent(why -> arguments.addAll(List.of("--change-type", "emergency", "--justification", why)));
        return arguments;
    }

    /** The exit code that the gate must end with. */
    int exitCode() {
        return switch (verdict) {
            case BLOCKED -> 1;
            case NOT_DETERMINABLE -> 3;
            default -> 0;
        };
    }
}
