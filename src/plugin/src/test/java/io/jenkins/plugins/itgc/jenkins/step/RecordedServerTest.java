package io.jenkins.plugins.itgc.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Result;
import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
@DisplayName("A pipeline gated on answers that GitHub gave")
@EnabledIfSystemProperty(named = "itgc.recorded", matches = ".+")
class RecordedServerTest {
    private static final String POLICY = """
            version: 1
            scope: {statement: The recorded repository., approved-by: nobody, approved-on: 2026-11-01}
            controls:
              approved-change: {first-deployment: tip-only, index-lag: 0s}
            environments:
              production: {}
            """;

    @Test
    @DisplayName("is blocked for #53, which was merged over a request for changes")
    void mergedOverChangesRequested(JenkinsRule jenkins) throws Exception {
        Path recorded = Path.of(System.getProperty("itgc.recorded"), "github");
        try (var servers = new WrittenServers()) {
            replay(recorded, servers);
            GateSetUp.configure(servers);
            ChangeGateConfiguration.get().setPolicy(new TextPolicy(POLICY));
            var job = GateSetUp.job(
                    jenkins,
                    "ants",
                    "itgcGate(environment: 'production', service: 'ants', repository: 'panjf2000/ants', commit: '"
                            + commitOf(recorded, 53) + "') { echo 'deployed' }");

            WorkflowRun run = jenkins.buildAndAssertStatus(Result.ABORTED, job);

            String stands = "panjf2000's request for changes of 2019-10-09 12:58 UTC stands";
            jenkins.assertLogContains(stands, run);
            jenkins.assertLogNotContains("deployed", run);
            assertThat(jenkins.createWebClient()
                            .getPage(run, "change-gate/")
                            .getBody()
                            .getTextContent())
                    .contains(stands);
            Recorded decision = GateSetUp.decisions(run).get(0);
            assertThat(decision.decision().controls().stream()
                            .map(ControlResult::reasons)
                            .flatMap(List::stream)
                            .map(Reason::code))
                    .contains(
                            ReasonCode.CHANGES_REQUESTED,
                            ReasonCode.APPROVAL_NONE,
                            ReasonCode.TEST_NONE,
                            ReasonCode.ROLLBACK_PLAN_NONE);
        }
    }

    /** {@code repos/o/r/pulls/7.json} is what was answered at that path. */
    private static void replay(Path recorded, WrittenServers servers) throws IOException {
        try (var files = Files.walk(recorded)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String path = "/" + recorded.relativize(file).toString().replace('\\', '/');
                servers.gitHub(path.replaceFirst("\\.json$", ""), Files.readString(file));
            }
        }
    }

    private static String commitOf(Path recorded, int pullRequest) throws IOException {
        JsonNode merged = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(recorded.resolve("merged.json")))
                .path("merged");
        return StreamSupport.stream(merged.spliterator(), false)
                .filter(one -> one.path("number").asInt() == pullRequest)
                .findFirst()
                .orElseThrow()
                .path("sha")
                .asText();
    }
}
