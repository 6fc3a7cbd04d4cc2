package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.APPROVED_AT;
import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ticket's approval")
class TicketApprovalTest {
    private static final String BY_TICKET =
            "approved-change: {accept: ticket}, tickets: {projects: [PAY], approved-statuses: [Approved, '77']}";
    private static final Status OPEN = new Status("1", "Open");
    private static final Status APPROVED = new Status("10", "Approved");
    private static final Status DONE = new Status("5", "Done");

    private static Scenario byTicket(Ticket ticket) {
        return allowed().policy(BY_TICKET).ticket(ticket).with(one -> one.reviews.clear());
    }

    private static Transition move(String who, Instant at, Status from, Status to) {
        return new Transition(Optional.of(Identity.jira(who)), at, from, to);
    }

    private static Ticket ticket(Status now, Transition... transitions) {
        return new Ticket(
                "PAY-7",
                "PAY",
                "https://jira.example/browse/PAY-7",
                now,
                Optional.of(Identity.jira("jira-ann")),
                Optional.empty(),
                List.of(transitions),
                Reading.of(List.of()),
                Map.of());
    }

    private static void fails(Scenario scenario, ReasonCode code) {
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(scenario.codes("approved-change")).contains(code);
    }

    private static void isNotDeterminable(Scenario scenario, ReasonCode code) {
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        assertThat(scenario.codes("approved-change")).contains(code);
    }

    @Test
    @DisplayName("Jira 4: is the newest transition to an approved status, with who and when")
    void newestTransition() {
        Scenario scenario = byTicket(ticket(
                APPROVED,
                move("jira-ben", APPROVED_AT.minusSeconds(60), OPEN, APPROVED),
                move("jira-ann", APPROVED_AT.minusSeconds(30), APPROVED, OPEN),
                move("jira-carla", APPROVED_AT, OPEN, APPROVED)));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(scenario.control("approved-change").seen())
                .containsExactly("PAY-7: approved by jira-carla (to Approved), 2026-11-03 14:02 UTC");
    }

    @Test
    @DisplayName("Jira 4: may be configured by id, whatever the site calls the status")
    void byId() {
        var named = new Status("77", "Freigegeben");
        assertThat(byTicket(ticket(named, move("jira-carla", APPROVED_AT, OPEN, named)))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("Jira 4: is voided by leaving the status")
    void voided() {
        Scenario scenario = byTicket(ticket(
                DONE,
                move("jira-carla", APPROVED_AT, OPEN, APPROVED),
                move("jira-ben", APPROVED_AT.plusSeconds(60), APPROVED, DONE)));
        fails(scenario, ReasonCode.TICKET_APPROVAL_VOIDED);
        assertThat(scenario.control("approved-change").reasons())
                .extracting(Reason::detail)
                .contains("approved by jira-carla (to Approved, 2026-11-03 14:02 UTC), left for Done by jira-ben, "
                        + "2026-11-03 14:03 UTC");
    }

    @Test
    @DisplayName("Jira 4: is never guessed from another status")
    void neverApproved() {
        fails(byTicket(ticket(DONE, move("jira-carla", APPROVED_AT, OPEN, DONE))), ReasonCode.TICKET_NOT_APPROVED);
        fails(byTicket(ticket(APPROVED)), ReasonCode.TICKET_NOT_APPROVED);
    }

    @Test
    @DisplayName("Jira 4: is not determinable where the status is not what the history says")
    void inconsistent() {
        isNotDeterminable(
                byTicket(ticket(DONE, move("jira-carla", APPROVED_AT, OPEN, APPROVED))), ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    @DisplayName("Jira 4: is not by reporter, assignee, author or deployer")
    void involved() {
        for (String who : List.of("jira-ann", "jira-dora")) {
            fails(
                    byTicket(ticket(APPROVED, move(who, APPROVED_AT, OPEN, APPROVED))),
                    ReasonCode.TICKET_APPROVER_INVOLVED);
        }
        Ticket base = ticket(APPROVED, move("jira-carla", APPROVED_AT, OPEN, APPROVED));
        var assigned = new Ticket(
                base.key(),
                base.project(),
                base.url(),
                base.status(),
                base.reporter(),
                Optional.of(Identity.jira("jira-carla")),
                base.transitions(),
                base.serviceDesk(),
                Map.of());
        fails(byTicket(assigned), ReasonCode.TICKET_APPROVER_INVOLVED);
        assertThat(byTicket(assigned).control("separation-of-duties").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    @DisplayName("Jira 9: is not determinable where the identity map does not know the approver")
    void unknownIdentity() {
        isNotDeterminable(
                byTicket(ticket(APPROVED, move("stranger", APPROVED_AT, OPEN, APPROVED))), ReasonCode.IDENTITY_UNKNOWN);
    }

    @Test
    @DisplayName("is not by an account that was deleted, and not after the decision")
    void deletedOrLate() {
        fails(
                byTicket(ticket(APPROVED, new Transition(Optional.empty(), APPROVED_AT, OPEN, APPROVED))),
                ReasonCode.APPROVAL_BY_DELETED_ACCOUNT);
        fails(
                byTicket(ticket(APPROVED, move("jira-carla", Scenario.NOW.plusSeconds(1), OPEN, APPROVED))),
                ReasonCode.TICKET_APPROVED_LATE);
    }

    @Test
    @DisplayName("Jira 6: under a new key is recorded under both; in another project it does not count")
    void moved() {
        Ticket here = ticket(APPROVED, move("jira-carla", APPROVED_AT, OPEN, APPROVED));
        var renamed = new Ticket(
                "PAY-99",
                "PAY",
                here.url(),
                here.status(),
                here.reporter(),
                here.assignee(),
                here.transitions(),
                here.serviceDesk(),
                Map.of());
        assertThat(byTicket(renamed).decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(byTicket(renamed).codes("approved-change")).containsExactly(ReasonCode.TICKET_MOVED);
        var away = new Ticket(
                "FUN-1",
                "FUN",
                here.url(),
                here.status(),
                here.reporter(),
                here.assignee(),
                here.transitions(),
                here.serviceDesk(),
                Map.of());
        fails(byTicket(away), ReasonCode.TICKET_MOVED_PROJECT);
    }

    @Test
    @DisplayName("Jira 7: is not determinable where the ticket could not be read")
    void unread() {
        Scenario scenario = allowed().policy(BY_TICKET);
        scenario.tickets.add(
                new TicketEvidence("PAY-7", "request", Optional.empty(), Reading.missing(ReasonCode.NOT_FOUND, "404")));
        isNotDeterminable(scenario, ReasonCode.NOT_FOUND);
    }

    @Test
    @DisplayName("must be there at all where the policy asks for it")
    void none() {
        fails(allowed().policy(BY_TICKET), ReasonCode.TICKET_NONE);
    }

    private static Scenario serviceDesk(Reading<List<ServiceDeskApproval>> approvals) {
        Ticket base = ticket(OPEN);
        return allowed()
                .policy("approved-change: {accept: ticket}, tickets: {projects: [PAY], approved-statuses: [Approved], "
                        + "service-desk: true}")
                .ticket(new Ticket(
                        base.key(),
                        base.project(),
                        base.url(),
                        base.status(),
                        base.reporter(),
                        base.assignee(),
                        base.transitions(),
                        approvals,
                        Map.of()));
    }

    private static ServiceDeskApproval approval(String decision) {
        return new ServiceDeskApproval("CAB", decision, List.of(Identity.jira("jira-carla")), Optional.of(APPROVED_AT));
    }

    @Test
    @DisplayName("Jira 5: of a service desk request is final only if none is pending or declined")
    void serviceDesk() {
        assertThat(serviceDesk(Reading.of(List.of(approval("approved"))))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        fails(
                serviceDesk(Reading.of(List.of(approval("approved"), approval("pending")))),
                ReasonCode.TICKET_APPROVAL_PENDING);
        fails(
                serviceDesk(Reading.of(List.of(approval("approved"), approval("declined")))),
                ReasonCode.TICKET_APPROVAL_DECLINED);
        fails(serviceDesk(Reading.of(List.of(approval("something new")))), ReasonCode.TICKET_APPROVAL_PENDING);
        fails(serviceDesk(Reading.of(List.of())), ReasonCode.TICKET_NOT_APPROVED);
        isNotDeterminable(serviceDesk(Reading.missing(ReasonCode.NOT_PERMITTED, "403")), ReasonCode.NOT_PERMITTED);
        isNotDeterminable(
                serviceDesk(Reading.of(
                        List.of(new ServiceDeskApproval("CAB", "approved", List.of(), Optional.of(APPROVED_AT))))),
                ReasonCode.ANSWER_INCOMPLETE);
    }

    private static final String TICKETS = "tickets: {projects: [PAY], approved-statuses: [Approved]}";

    @Test
    @DisplayName("or a reviewed pull request is enough where the policy accepts any")
    void any() {
        String any = "approved-change: {accept: any}, " + TICKETS;
        assertThat(allowed().policy(any).decide().verdict()).isEqualTo(Verdict.ALLOWED);
        Scenario byTicketAlone = allowed().policy(any).ticket(Scenario.ticket());
        byTicketAlone.reviews.clear();
        assertThat(byTicketAlone.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        Scenario involvedTicket =
                allowed().policy(any).ticket(ticket(APPROVED, move("jira-ann", APPROVED_AT, OPEN, APPROVED)));
        assertThat(involvedTicket.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        fails(allowed().policy(any).with(one -> one.reviews.clear()), ReasonCode.APPROVAL_NONE);
    }

    @Test
    @DisplayName("and a reviewed pull request are both needed where the policy asks for all")
    void all() {
        String all = "approved-change: {accept: all}, " + TICKETS;
        assertThat(allowed().policy(all).ticket(Scenario.ticket()).decide().verdict())
                .isEqualTo(Verdict.ALLOWED);
        fails(allowed().policy(all), ReasonCode.TICKET_NONE);
        fails(
                allowed().policy(all).ticket(Scenario.ticket()).with(one -> one.reviews.clear()),
                ReasonCode.APPROVAL_NONE);
    }

    @Test
    @DisplayName("counts for the pull request that names it, and for no other")
    void ofAnotherPullRequest() {
        Scenario scenario = allowed().policy(BY_TICKET);
        scenario.tickets.add(
                new TicketEvidence("PAY-7", "#409 title", Optional.of(409), Reading.of(Scenario.ticket())));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        scenario.tickets.add(
                new TicketEvidence("PAY-7", "#412 title", Optional.of(412), Reading.of(Scenario.ticket())));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("is needed from every ticket that the request names")
    void everyNamedTicket() {
        Scenario scenario = byTicket(Scenario.ticket());
        scenario.tickets.add(new TicketEvidence("PAY-8", "request", Optional.empty(), Reading.of(ticket(OPEN))));
        fails(scenario, ReasonCode.TICKET_NOT_APPROVED);
    }
}
