package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.evidence.jira.JiraTickets;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.recorded.RecordedServer;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Deployments of a real repository, from real answers, where they are at hand. */
@EnabledIfSystemProperty(named = "itgc.recorded", matches = ".+")
class RecordedDeploymentsTest {
    private static final RepositoryName ANTS = RepositoryName.parse("panjf2000/ants");

    private final Path folder = Path.of(System.getProperty("itgc.recorded"));
    private final RecordedServer github = new RecordedServer(folder.resolve("github"));
    private final RecordedServer jira = new RecordedServer(folder.resolve("jira"));

    @TempDir
    private Path directory;

    private DeploymentLedger ledger;
    private ChangeGate gate;

    @BeforeEach
    void begin() throws Exception {
        ledger = new DeploymentLedger(FileLedger.open(directory, LedgerOptions.defaults()), directory);
        gate = new ChangeGate(ledger, Instant::now, Asking.THREADS);
    }

    @AfterEach
    void end() throws Exception {
        ledger.close();
        github.close();
        jira.close();
    }

    private Recorded decide(Policy policy, CommitId commit, List<String> ticketKeys) throws Exception {
        var request = DeploymentRequest.of("ants", "production", ANTS, commit)
                .deployer(Identity.gitHub("deployer"))
                .tickets(ticketKeys)
                .build();
        Tickets tickets =
                new JiraTickets(jira.loopback().session(), new JiraSite(JiraSite.Kind.CLOUD, false, List.of()));
        return gate.decide(
                policy,
                request,
                new Sources(
                        new GitHubSourceControl(github.loopback().session()),
                        Optional.of(tickets),
                        Asking::passingTests,
                        List.of(),
                        List::of));
    }

    /** The merge commits of all recorded pull requests, by number. */
    private Map<Integer, CommitId> merged() throws Exception {
        JsonNode rows = JsonMapper.builder()
                .build()
                .readTree(folder.resolve("github/merged.json").toFile())
                .get("merged");
        var merged = new HashMap<Integer, CommitId>();
        for (JsonNode row : rows) {
            merged.put(row.get("number").intValue(), new CommitId(row.get("sha").asText()));
        }
        return merged;
    }

    @Test
    @DisplayName("none of the 26 merged pull requests was approved: 26 blocked, none not determinable")
    void pullRequests() throws Exception {
        Policy policy = PolicyText.approvedChange("first-deployment: tip-only");
        var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
        var reasons = new EnumMap<ReasonCode, Integer>(ReasonCode.class);
        var byNumber = new HashMap<Integer, Recorded>();
        for (var pullRequest : merged().entrySet()) {
            Recorded recorded = decide(policy, pullRequest.getValue(), List.of());
            byNumber.put(pullRequest.getKey(), recorded);
            verdicts.merge(recorded.decision().verdict(), 1, Integer::sum);
            recorded.decision()
                    .blocking()
                    .flatMap(result -> result.reasons().stream())
                    .map(Reason::code)
                    .filter(code -> code.kind() != ReasonCode.Kind.NOTE)
                    .distinct()
                    .forEach(code -> reasons.merge(code, 1, Integer::sum));
        }
        System.out.println(verdicts + ", reasons " + reasons);

        assertThat(verdicts).containsExactly(Map.entry(Verdict.BLOCKED, 26));
        assertThat(reasons)
                .containsEntry(ReasonCode.APPROVAL_NONE, 25)
                .containsEntry(ReasonCode.PULL_REQUEST_OTHER_BASE, 1);
        assertThat(control(byNumber.get(53)).reasons())
                .filteredOn(reason -> reason.code() == ReasonCode.CHANGES_REQUESTED)
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.subject()).isEqualTo("#53");
                    assertThat(reason.detail()).contains("panjf2000");
                });
    }

    @Test
    @DisplayName("EE-1 was approved by its transition to Closed, and left that status later")
    void ticket() throws Exception {
        Policy policy = PolicyText.approvedChange(
                "accept: ticket, first-deployment: tip-only", "tickets: {projects: [EE], approved-statuses: [Closed]}");

        Recorded recorded = decide(policy, merged().get(53), List.of("EE-1"));

        ControlResult control = control(recorded);
        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        System.out.println(control);
        assertThat(control.reasons())
                .filteredOn(reason -> reason.code() == ReasonCode.TICKET_APPROVAL_VOIDED)
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.subject()).isEqualTo("EE-1");
                    assertThat(reason.detail()).contains("2020-06-19").contains("2021-03-28");
                });
        var ticket = recorded.evidence().tickets().get(0).ticket().get();
        assertThat(ticket.transitions())
                .filteredOn(transition -> transition.to().name().equals("Closed"))
                .last()
                .satisfies(transition -> {
                    assertThat(transition.at()).isEqualTo(Instant.parse("2020-06-19T06:31:18.526Z"));
                    assertThat(transition.by()).contains(Identity.jira("5e9711ba34f7b90c0fbc37d3"));
                });
    }

    private static ControlResult control(Recorded recorded) {
        return GateFixture.control(recorded, "approved-change");
    }
}
