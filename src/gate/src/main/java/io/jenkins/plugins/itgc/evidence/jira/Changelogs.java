package io.jenkins.plugins.itgc.evidence.jira;

import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.evidence.jira.Issue.ChangelogPage;
import io.jenkins.plugins.itgc.evidence.jira.Issue.History;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an issue's whole history. */
final class Changelogs {
    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 100;

    /** Jira promises no order. Ids are numbers that grow, so a longer one is a larger one. */
    private static final Comparator<History> OLDEST_FIRST = Comparator.comparing(History::created)
            .thenComparing(history -> history.id().length())
            .thenComparing(History::id);

    private final ReadSession session;
    private final JiraSite.Kind kind;

    Changelogs(ReadSession session, JiraSite.Kind kind) {
        this.session = session;
        this.kind = kind;
    }

    /**
     * All changes of an issue's status, oldest first.
     *
     * @return {@link ReasonCode#ANSWER_INCOMPLETE} where histories are missing, or where the last change did not lead to the
     *     status that the issue has: then it changed without a trace, as when an administrator migrates a workflow, and
     *     nobody can tell whether an approval still stands
     */
    Reading<List<Transition>> transitions(Issue issue) {
        return histories(issue).flatMap(histories -> {
            var transitions = histories.stream()
                    .sorted(OLDEST_FIRST)
                    .flatMap(History::transitions)
                    .toList();
            return agree(transitions, issue.fields().status())
                    ? Reading.of(transitions)
                    : incomplete(issue, "the history does not lead to the status that it has");
        });
    }

    private static boolean agree(List<Transition> transitions, Status now) {
        return transitions.isEmpty()
                || transitions.get(transitions.size() - 1).to().id().equals(now.id());
    }

    private Reading<List<History>> histories(Issue issue) {
        var histories = issue.changelog().histories();
        int total = issue.changelog().total();
        if (histories.size() == total) {
            return Reading.of(histories);
        }
        return kind == JiraSite.Kind.CLOUD
                ? pages(issue)
                : incomplete(issue, "the answer holds " + histories.size() + " of " + total + " changes");
    }

    private Reading<List<History>> pages(Issue issue) {
        Map<String, History> histories = new LinkedHashMap<>();
        int total = issue.changelog().total();
        for (int pages = 0, start = 0; pages < MOST_PAGES; pages++) {
            var page = page(issue, start);
            if (!page.isPresent()) {
                return Reading.missing(page.why());
            }
            var values = page.get().values();
            values.forEach(history -> histories.put(history.id(), history));
            start += values.size();
            if (values.isEmpty()
                    || page.get().isLast().orElse(start >= page.get().total())) {
                break;
            }
        }
        return histories.size() == total
                ? Reading.of(List.copyOf(histories.values()))
                : incomplete(issue, "the pages hold " + histories.size() + " of " + total + " changes");
    }

    private Reading<ChangelogPage> page(Issue issue, int start) {
        var path = "/rest/api/2/issue/" + issue.key() + "/changelog?startAt=" + start + "&maxResults=" + PER_PAGE;
        return session.get(path, Map.of()).flatMap(answer -> JiraJson.read(answer, ChangelogPage.class)
                .flatMap(page -> page.startAt() == start
                        ? Reading.of(page)
                        : JiraJson.unreadable(answer, "startAt is not the one that was asked for")));
    }

    private static <T> Reading<T> incomplete(Issue issue, String why) {
        return Reading.missing(ReasonCode.ANSWER_INCOMPLETE, issue.key() + ": " + why);
    }
}
