package io.jenkins.plugins.itgc.evidence.jira;

import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the approvals of a Jira Service Management request. */
final class ServiceDesk {
    private static final int PER_PAGE = 50;
    private static final int MOST_PAGES = 20;

    /** Data Center calls this part of its API experimental, and hides it from those who do not say that they know. */
    static final Map<String, String> HEADERS = Map.of("X-ExperimentalApi", "opt-in");

    private final ReadSession session;

    ServiceDesk(ReadSession session) {
        this.session = session;
    }

    /** A page of {@code GET /rest/servicedeskapi/request/{key}/approval}. */
    record Page(Integer start, Boolean isLastPage, List<Approval> values) {}

    record Approval(
            String name, String finalDecision, List<Decision> approvers, Optional<CompletedDate> completedDate) {
        private static final Set<String> DECISIONS = Set.of("approved", "declined", "pending");

        Approval {
            if (!DECISIONS.contains(finalDecision)) {
                throw new IllegalArgumentException("has a finalDecision that is not one of " + DECISIONS);
            }
        }

        ServiceDeskApproval toApproval() {
            var approved = approvers.stream()
                    .filter(decision -> decision.approverDecision().equals("approved"))
                    .flatMap(decision -> decision.approver().flatMap(User::identity).stream())
                    .toList();
            return new ServiceDeskApproval(name, finalDecision, approved, completedDate.map(CompletedDate::at));
        }
    }

    record Decision(Optional<User> approver, String approverDecision) {}

    record CompletedDate(Optional<Long> epochMillis, Optional<Instant> iso8601) {
        CompletedDate {
            if (epochMillis.isEmpty() && iso8601.isEmpty()) {
                throw new IllegalArgumentException("is a completedDate without epochMillis and iso8601");
            }
        }

        Instant at() {
            return epochMillis.map(Instant::ofEpochMilli).orElseGet(iso8601::orElseThrow);
        }
    }

    /** @return all approvals; a gap where the issue is no service desk request, or may not be seen as one */
    Reading<List<ServiceDeskApproval>> approvals(String key) {
        var approvals = new ArrayList<ServiceDeskApproval>();
        for (int pages = 0, start = 0; pages < MOST_PAGES; pages++) {
            var page = page(key, start);
            if (!page.isPresent()) {
                return Reading.missing(page.why());
            }
            var values = page.get().values();
            values.forEach(approval -> approvals.add(approval.toApproval()));
            start += values.size();
            if (page.get().isLastPage()) {
                return Reading.of(List.copyOf(approvals));
            }
            if (values.isEmpty()) {
                break;
            }
        }
        return Reading.missing(
                ReasonCode.ANSWER_INCOMPLETE,
                key + ": the last page of its approvals did not come after " + approvals.size() + " of them");
    }

    private Reading<Page> page(String key, int start) {
        var path = "/rest/servicedeskapi/request/" + key + "/approval?start=" + start + "&limit=" + PER_PAGE;
        return session.get(path, HEADERS).flatMap(answer -> JiraJson.read(answer, Page.class)
                .flatMap(page -> page.start() == start
                        ? Reading.of(page)
                        : JiraJson.unreadable(answer, "start is not the one that was asked for")));
    }
}
