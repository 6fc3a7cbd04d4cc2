package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static io.jenkins.plugins.itgc.gate.GateFixture.control;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.evidence.jira.JiraTickets;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedJira;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes that a ticket approves: GitHub and Jira over HTTP, a policy, a ledger on disk. */
class TicketedChangeTest {
    private static final String PLAN_FIELD = "customfield_10050";
    private static final Instant BEFORE = Instant.parse("2026-11-03T10:00:00Z");
    private static final JiraSite SITE = new JiraSite(JiraSite.Kind.CLOUD, false, List.of(PLAN_FIELD));

    private final SimulatedJira jira = new SimulatedJira();
    private final Server jiraServer = Asking.of(jira);

    @RegisterExtension
    private final GateFixture world = new GateFixture();

    @BeforeEach
    void begin() throws Exception {
        world.policy = PolicyText.approvedChange(
                "accept: ticket",
                "tickets: {projects: [PAY], approved-statuses: [Approved]}",
                "rollback-plan: {ticket-field: " + PLAN_FIELD + "}");
        jira.ticket("PAY-7", "jira-ann", Map.of(PLAN_FIELD, "Deploy the previous image, then run the down migration."));
    }

    @AfterEach
    void end() throws Exception {
        jira.close();
    }

    private Recorded decide(DeploymentRequest.Builder request) throws Exception {
        return world.gate.decide(
                world.policy,
                request.build(),
                Asking.sources(world.server, jiraServer, session -> new JiraTickets(session, SITE)));
    }

    private CommitId change(String title, String message) {
        return world.repository
                .pullRequest("ann")
                .title(title)
                .body("See the ticket.")
                .commit("ann", message)
                .squash("ann");
    }

    @Test
    @DisplayName("a ticket of a commit message that somebody else approved approves the change, and has its plan")
    void approved() throws Exception {
        CommitId commit = change("Round half even", "PAY-7: round half even, as in CVE-2026-1");
        jira.move("PAY-7", "jira-ben", BEFORE, "Approved");

        Recorded recorded = decide(world.request(commit));

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(recorded.evidence().tickets()).singleElement().satisfies(ticket -> {
            assertThat(ticket.key()).isEqualTo("PAY-7");
            assertThat(ticket.foundIn()).startsWith("#1 commit ");
        });
        assertThat(control(recorded, "rollback-plan").seen())
                .singleElement()
                .asString()
                .contains("PAY-7");
        assertThat(GateFixture.replay(world.entries()).values())
                .allSatisfy(both -> assertThat(both.get(1)).isEqualTo(both.get(0)));
    }

    @Test
    @DisplayName("one that its reporter approved, or that left the status again, does not")
    void notApproved() throws Exception {
        CommitId commit = change("PAY-7 round half even", "round");
        jira.move("PAY-7", "jira-ann", BEFORE, "Approved");
        Recorded bySelf = decide(world.request(commit));
        jira.move("PAY-7", "jira-ben", BEFORE.plusSeconds(60), "Open");
        Recorded voided = decide(world.request(commit));

        assertThat(codes(bySelf, "approved-change")).contains(ReasonCode.TICKET_APPROVER_INVOLVED);
        assertThat(codes(voided, "approved-change")).contains(ReasonCode.TICKET_APPROVAL_VOIDED);
    }

    @Test
    @DisplayName("Jira 4: the approver of a ticket is no author of a commit that was pushed directly")
    void approvedByPusher() throws Exception {
        jira.move("PAY-7", "jira-ben", BEFORE, "Approved");
        CommitId own = world.repository.push("ben", "Round half even");
        CommitId others = world.repository.push("carla", "Round half up");

        assertThat(codes(decide(world.request(own).tickets(List.of("PAY-7"))), "approved-change"))
                .contains(ReasonCode.TICKET_APPROVER_INVOLVED);
        assertThat(codes(decide(world.request(others).baseline(own).tickets(List.of("PAY-7"))), "approved-change"))
                .doesNotContain(ReasonCode.TICKET_APPROVER_INVOLVED);
    }

    @Test
    @DisplayName("a ticket that nobody names, or that the server does not show")
    void noTicket() throws Exception {
        Recorded none = decide(world.request(change("No ticket", "none")));
        Recorded unseen = decide(world.request(change("No ticket", "none")).tickets(List.of("PAY-8")));

        assertThat(codes(none, "approved-change")).contains(ReasonCode.TICKET_NONE);
        assertThat(none.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(codes(unseen, "approved-change")).contains(ReasonCode.NOT_FOUND);
        assertThat(control(unseen, "approved-change").outcome())
                .isEqualTo(io.jenkins.plugins.itgc.controls.Outcome.NOT_DETERMINABLE);
    }

    @Test
    @DisplayName("a ticket that two pull requests name is asked for once each, and approves both")
    void twoPullRequests() throws Exception {
        change("PAY-7 one", "one");
        CommitId head = change("PAY-7 two", "two");
        jira.move("PAY-7", "jira-ben", BEFORE, "Approved");

        assertThat(decide(world.request(head)).decision().verdict()).isEqualTo(Verdict.ALLOWED);
    }
}
