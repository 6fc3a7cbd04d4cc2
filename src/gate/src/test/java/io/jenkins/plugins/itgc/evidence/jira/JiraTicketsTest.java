package io.jenkins.plugins.itgc.evidence.jira;

import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.APPROVALS;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.CLOUD;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.DATA_CENTER;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.HISTORY;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.ISSUE;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.json;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.FakeTime;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraTicketsTest {
    private static final Identity BEN = Identity.jira("5b10a2844c20165700ede21g");
    private static final Identity CARLA = Identity.jira("5b10ac8d82e05b22cc7d4ef5");
    private static final Status OPEN = new Status("1", "Open");
    private static final Status WAITING = new Status("10020", "Waiting for approval");
    private static final Status APPROVED = new Status("10021", "Genehmigt");

    private final JiraFixture jira = new JiraFixture();

    @AfterEach
    void close() {
        jira.close();
    }

    @Test
    @DisplayName("Jira rules 1 and 2: one issue is asked for with its changelog, and no search")
    void readsIssue() {
        assertThat(jira.read("PAY-7", CLOUD).get())
                .isEqualTo(new Ticket(
                        "PAY-7",
                        "PAY",
                        jira.base() + "/browse/PAY-7",
                        APPROVED,
                        Optional.of(BEN),
                        Optional.empty(),
                        List.of(
                                new Transition(Optional.of(BEN), Instant.parse("2026-11-03T13:40:00Z"), OPEN, WAITING),
                                new Transition(
                                        Optional.of(CARLA),
                                        Instant.parse("2026-11-03T14:02:11.120Z"),
                                        WAITING,
                                        APPROVED)),
                        Reading.of(List.of()),
                        Map.of()));
        assertThat(jira.asked()).containsExactly(ISSUE + "?expand=changelog&fields=status,project,reporter,assignee");
    }

    @Test
    @DisplayName(
            "Jira rules 3 and 9: Data Center knows people by key, else by name, and says nothing of a deleted author")
    void readsDataCenter() {
        var ticket = jira.read("OPS-3", DATA_CENTER).get();
        assertThat(ticket.reporter()).contains(Identity.jira("JIRAUSER10100"));
        assertThat(ticket.assignee()).contains(Identity.jira("dora"));
        assertThat(ticket.transitions())
                .containsExactly(new Transition(
                        Optional.empty(),
                        Instant.parse("2026-11-02T09:00:00Z"),
                        OPEN,
                        new Status("10101", "Approved")));
    }

    @Test
    @DisplayName("Jira rule 3: Cloud is shown e-mail and token, Data Center a bearer token")
    void authenticates() {
        for (var credentials :
                List.of(JiraCredentials.cloud("ben@acme.example", "s3cret"), JiraCredentials.bearer("pat"))) {
            var session = jira.loopback().server(credentials).open(new Budget(Budget.DEFAULT, new FakeTime()));
            assertThat(new JiraTickets(session, CLOUD).ticket("PAY-7").isPresent())
                    .isTrue();
        }
        assertThat(jira.loopback().asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Basic YmVuQGFjbWUuZXhhbXBsZTpzM2NyZXQ=", "Bearer pat");
        assertThatThrownBy(() -> JiraCredentials.cloud("a:b", "s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    @DisplayName("Jira rule 4: histories are sorted by time, those of one time by id")
    void sorts() {
        var issue = json("PAY-7");
        var histories = (ArrayNode) issue.at("/changelog/histories");
        for (JsonNode history : histories) {
            ((ObjectNode) history).put("created", "2026-11-03T15:00:00.000+0100");
        }
        ((ObjectNode) histories.get(1)).put("id", "9999");
        jira.say(ISSUE, issue);
        assertThat(jira.read("PAY-7", CLOUD).get().transitions())
                .extracting(Transition::to)
                .containsExactly(WAITING, APPROVED);
    }

    @Test
    @DisplayName("Jira rule 1: where the inline history is cut, Cloud's pages are followed to the last")
    void followsPages() {
        cutIssue();
        page(0, false, 0, 1);
        page(2, false, 2);
        page(3, true, 3);
        assertThat(jira.read("PAY-7", CLOUD).get().transitions())
                .extracting(Transition::to)
                .containsExactly(WAITING, APPROVED);
        assertThat(jira.asked().subList(1, 4))
                .containsExactly(
                        HISTORY + "?startAt=0&maxResults=100",
                        HISTORY + "?startAt=2&maxResults=100",
                        HISTORY + "?startAt=3&maxResults=100");
    }

    @Test
    @DisplayName("Jira rule 1: pages that do not make up the total are incomplete")
    void countsPages() {
        cutIssue();
        page(0, true, 0, 1);
        assertThat(jira.read("PAY-7", CLOUD).why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
        page(0, false, 0, 1);
        page(2, false);
        assertThat(jira.read("PAY-7", CLOUD).why().detail()).isEqualTo("PAY-7: the pages hold 2 of 4 changes");
        page(2, true, 0, 1);
        assertThat(jira.read("PAY-7", CLOUD).why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
        jira.say(HISTORY + "?startAt=2&maxResults=100", page(7, true, 2, 3));
        assertThat(jira.read("PAY-7", CLOUD).why().detail()).contains("startAt is not the one that was asked for");
    }

    @Test
    @DisplayName("Jira rule 1: pages that never end, and a page that fails, are gaps")
    void endsPages() {
        cutIssue();
        jira.say(HISTORY, 500, "oops");
        assertThat(jira.read("PAY-7", CLOUD).why().code()).isEqualTo(ReasonCode.SERVER_ERROR);
        for (int start = 0; start <= 100; start++) {
            jira.say(HISTORY + "?startAt=" + start + "&maxResults=100", page(start, false, 0));
        }
        assertThat(jira.read("PAY-7", CLOUD).why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
        assertThat(jira.asked()).hasSizeLessThan(120);
    }

    @Test
    @DisplayName("Jira rule 1: Data Center has no pages, so a history that is cut is incomplete")
    void needsWholeHistory() {
        cutIssue();
        var gap = jira.read("PAY-7", DATA_CENTER).why();
        assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
        assertThat(gap.detail()).isEqualTo("PAY-7: the answer holds 2 of 4 changes");
        assertThat(jira.asked()).hasSize(1);
    }

    @Test
    @DisplayName("Jira rule 4: a status that the history does not lead to was changed without a trace")
    void comparesStatus() {
        var issue = json("PAY-7");
        ((ObjectNode) issue.at("/fields/status")).put("id", "3").put("name", "In Progress");
        jira.say(ISSUE, issue);
        assertThat(jira.read("PAY-7", CLOUD).why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
        ((ObjectNode) issue.at("/fields/status")).put("id", "10021").put("name", "Renamed");
        jira.say(ISSUE, issue);
        assertThat(jira.read("PAY-7", CLOUD).get().status()).isEqualTo(new Status("10021", "Renamed"));
    }

    @Test
    @DisplayName("a ticket whose status never changed has no transitions")
    void mayHaveNoTransitions() {
        var issue = json("PAY-7");
        issue.set("changelog", parse("{\"startAt\":0,\"maxResults\":0,\"total\":0,\"histories\":[]}"));
        jira.say(ISSUE, issue);
        assertThat(jira.read("PAY-7", CLOUD).get().transitions()).isEmpty();
    }

    @Test
    @DisplayName("Jira rule 6: a moved issue answers under its new key, in its new project")
    void followsMoves() {
        var issue = json("PAY-7").put("key", "OPS-12");
        ((ObjectNode) issue.at("/fields/project")).put("key", "OPS");
        jira.say(ISSUE, issue);
        var ticket = jira.read("PAY-7", CLOUD).get();
        assertThat(ticket.key()).isEqualTo("OPS-12");
        assertThat(ticket.project()).isEqualTo("OPS");
        assertThat(ticket.url()).endsWith("/browse/OPS-12");
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "401, NOT_PERMITTED", "403, NOT_PERMITTED", "500, SERVER_ERROR", "410, NOT_FOUND"})
    @DisplayName("Jira rule 7: not found may also mean not permitted, and the gap says so")
    void explainsNotFound(int status, ReasonCode code) {
        jira.say(ISSUE, status, "{\"errorMessages\":[\"no\"]}");
        var gap = jira.read("PAY-7", CLOUD).why();
        assertThat(gap.code()).isEqualTo(code);
        assertThat(gap.detail()).contains(ISSUE);
        assertThat(gap.detail().contains("credentials are wrong, or may not see the ticket"))
                .isEqualTo(code == ReasonCode.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pay-7", "PAY-7/../../secret", "PAY-7?x", "PAY-7\r\nHost: x", "\u001b[31m-1"})
    @DisplayName("Jira rule 8: nothing but a key enters an address")
    void asksForKeysOnly(String key) {
        var gap = jira.read(key, CLOUD).why();
        assertThat(gap.code()).isEqualTo(ReasonCode.NOT_FOUND);
        assertThat(gap.detail()).endsWith("it is no key of a ticket").doesNotContainPattern("\\p{Cntrl}");
        assertThat(jira.asked()).isEmpty();
    }

    @Test
    @DisplayName("Jira rule 9: display names are not identities, and a user without any id is unreadable")
    void needsIds() {
        var issue = json("PAY-7");
        ((ObjectNode) issue.at("/fields")).set("reporter", parse("{\"displayName\":\"Ben\"}"));
        jira.say(ISSUE, issue);
        var gap = jira.read("PAY-7", CLOUD).why();
        assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
        assertThat(gap.detail()).contains("fields.reporter").contains("without accountId, key and name");
        ((ObjectNode) issue.at("/fields")).set("reporter", parse("{\"accountId\":\"unknown\"}"));
        jira.say(ISSUE, issue);
        assertThat(jira.read("PAY-7", CLOUD).get().reporter()).isEmpty();
    }

    @Test
    @DisplayName("fields that the policy reads are given where they are text")
    void readsFields() {
        var site = new JiraSite(
                JiraSite.Kind.CLOUD,
                false,
                List.of("customfield_10050", "customfield_10051", "customfield_10052", "customfield_10053"));
        assertThat(jira.read("PAY-7", site).get().fields())
                .containsExactlyEntriesOf(Map.of("customfield_10050", "Redeploy 41."));
        assertThat(jira.asked().get(0))
                .endsWith("assignee,customfield_10050,customfield_10051,customfield_10052,customfield_10053");
        assertThatThrownBy(() -> new JiraSite(JiraSite.Kind.CLOUD, false, List.of("a&b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("Jira rule 5: service desk approvals are read with who approved and when")
    void readsApprovals() {
        assertThat(jira.read("PAY-7", serviceDesk()).get().serviceDesk().get())
                .containsExactly(
                        new ServiceDeskApproval(
                                "Change advisory board",
                                "approved",
                                List.of(CARLA),
                                Optional.of(Instant.parse("2026-11-03T13:00:00Z"))),
                        new ServiceDeskApproval("Security", "pending", List.of(), Optional.empty()));
        assertThat(jira.asked()).last().isEqualTo(APPROVALS + "?start=0&limit=50");
    }

    @Test
    @DisplayName("Jira rule 5: the time of a decision may be given as text alone")
    void readsTimesOfApprovals() {
        var approvals = json("approvals");
        ((ObjectNode) approvals.at("/values/0/completedDate")).remove("epochMillis");
        jira.say(APPROVALS, approvals);
        assertThat(jira.read("PAY-7", serviceDesk())
                        .get()
                        .serviceDesk()
                        .get()
                        .get(0)
                        .completedAt())
                .contains(Instant.parse("2026-11-03T13:00:00Z"));
    }

    @Test
    @DisplayName("Jira rule 5: every page of approvals is read; where the last does not come they are incomplete")
    void followsPagesOfApprovals() {
        jira.say(APPROVALS, json("approvals").put("isLastPage", false));
        jira.say(APPROVALS + "?start=2&limit=50", json("approvals").put("start", 2));
        assertThat(jira.read("PAY-7", serviceDesk()).get().serviceDesk().get()).hasSize(4);
        jira.say(APPROVALS + "?start=2&limit=50", parse("{\"start\":2,\"isLastPage\":false,\"values\":[]}"));
        assertThat(jira.read("PAY-7", serviceDesk()).get().serviceDesk().why().code())
                .isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    @DisplayName(
            "Jira rule 5: an issue that is no service desk request leaves the approvals undecided, the rest is read")
    void mayBeNoRequest() {
        jira.say(APPROVALS, 404, "{\"errorMessage\":\"The request does not exist\"}");
        var ticket = jira.read("PAY-7", serviceDesk()).get();
        assertThat(ticket.serviceDesk().why().code()).isEqualTo(ReasonCode.NOT_FOUND);
        assertThat(ticket.transitions()).hasSize(2);
    }

    static JiraSite serviceDesk() {
        return new JiraSite(JiraSite.Kind.CLOUD, true, List.of());
    }

    /** The issue with two of its four histories. */
    private void cutIssue() {
        var issue = json("PAY-7");
        var histories = (ArrayNode) issue.at("/changelog/histories");
        histories.remove(3);
        histories.remove(2);
        jira.say(ISSUE, issue);
    }

    /** A page with some of the issue's histories, oldest first as Cloud gives them. */
    private JsonNode page(int start, boolean last, int... histories) {
        var values = (ArrayNode) parse("[]");
        for (int history : histories) {
            values.add(json("PAY-7").at("/changelog/histories/" + (3 - history)));
        }
        var page = (ObjectNode) parse("{\"maxResults\":100,\"total\":4}");
        page.put("startAt", start).put("isLast", last).set("values", values);
        jira.say(HISTORY + "?startAt=" + start + "&maxResults=100", page);
        return page;
    }
}
