package io.jenkins.plugins.itgc.evidence.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.evidence.TicketKeys;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tickets of a Jira site. Version 2 of its REST API is read, which Cloud and Data Center share, and which gives texts as text;
 * search is not used.
 */
public final class JiraTickets implements Tickets {
    private final ReadSession session;
    private final JiraSite site;
    private final Changelogs changelogs;
    private final ServiceDesk serviceDesk;

    public JiraTickets(ReadSession session, JiraSite site) {
        this.session = session;
        this.site = site;
        this.changelogs = new Changelogs(session, site.kind());
        this.serviceDesk = new ServiceDesk(session);
    }

    @Override
    public Reading<Ticket> ticket(String key) {
        if (!TicketKeys.isKey(key)) {
            return Reading.missing(
                    ReasonCode.NOT_FOUND,
                    "\"" + PlainText.harmless(key, 80) + "\" was not asked for: it is no key of a ticket");
        }
        var fields = Stream.concat(Stream.of("status", "project", "reporter", "assignee"), site.fields().stream())
                .distinct()
                .collect(Collectors.joining(","));
        var answer = session.get("/rest/api/2/issue/" + key + "?expand=changelog&fields=" + fields, Map.of());
        return explained(answer).flatMap(this::ticket);
    }

    private Reading<Ticket> ticket(JsonAnswer answer) {
        return JiraJson.read(answer, Issue.class).flatMap(issue -> changelogs
                .transitions(issue)
                .map(transitions ->
                        ticket(issue, transitions, texts(answer.body().get("fields")))));
    }

    private Ticket ticket(Issue issue, List<Transition> transitions, Map<String, String> texts) {
        return new Ticket(
                issue.key(),
                issue.fields().project().key(),
                session.at("/browse/" + issue.key()).toString(),
                issue.fields().status(),
                issue.fields().reporter().flatMap(User::identity),
                issue.fields().assignee().flatMap(User::identity),
                transitions,
                approvals(issue.key()),
                texts);
    }

    private Reading<List<ServiceDeskApproval>> approvals(String key) {
        return site.serviceDesk() ? serviceDesk.approvals(key) : Reading.of(List.of());
    }

    /** The fields that the policy reads, as far as they are text; one that is not counts as one that is not there. */
    private Map<String, String> texts(JsonNode fields) {
        var texts = new LinkedHashMap<String, String>();
        for (String field : site.fields()) {
            var value = fields.path(field);
            if (value.isTextual()) {
                texts.put(field, value.textValue());
            }
        }
        return texts;
    }

    private static Reading<JsonAnswer> explained(Reading<JsonAnswer> answer) {
        if (answer.isPresent() || answer.why().code() != ReasonCode.NOT_FOUND) {
            return answer;
        }
        return Reading.missing(new Gap(
                ReasonCode.NOT_FOUND,
                answer.why().detail()
                        + "; Jira says so too where the credentials are wrong, or may not see the ticket"));
    }
}
