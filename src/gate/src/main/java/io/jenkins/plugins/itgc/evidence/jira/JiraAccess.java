package io.jenkins.plugins.itgc.evidence.jira;

import io.jenkins.plugins.itgc.evidence.TicketKeys;
import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.Percent;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.reason.AccessLine;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries what decisions ask of a Jira site, and tells what the credentials can and cannot see. */
public final class JiraAccess {
    private final ReadSession session;
    private final JiraSite.Kind kind;

    public JiraAccess(ReadSession session, JiraSite.Kind kind) {
        this.session = session;
        this.kind = kind;
    }

    /** A project's own fields, as far as they are shown. */
    record Project(String key) {}

    /**
     * Tries the site, and a project or a ticket where one is given.
     *
     * @param projectOrTicket a key such as {@code PAY}, or {@code PAY-7}, whose history is tried, too
     * @return one line for each thing that was tried; only the first where the site does not know the credentials
     */
    public List<AccessLine> look(Optional<String> projectOrTicket) {
        var lines = new ArrayList<AccessLine>();
        AccessLine myself = myself();
        lines.add(myself);
        if (!myself.seen()) {
            return lines;
        }
        Optional<String> ticket = projectOrTicket.filter(TicketKeys::isKey);
        projectOrTicket
                .map(key -> ticket.isPresent() ? key.substring(0, key.lastIndexOf('-')) : key)
                .ifPresent(project -> lines.add(project(project)));
        ticket.ifPresent(key -> lines.add(history(key)));
        lines.add(serviceDesk());
        return lines;
    }

    private AccessLine myself() {
        return AccessLine.of(
                "Who the credentials are",
                get("/rest/api/2/myself")
                        .flatMap(answer -> JiraJson.read(answer, User.class))
                        .map(user -> user.identity()
                                .map(who -> Shown.text(who.toString()))
                                .orElse("an account without id")),
                kind == JiraSite.Kind.CLOUD
                        ? "Check the account's e-mail address and its API token."
                        : "Check the personal access token, and that the URL holds the path that Jira runs under.");
    }

    private AccessLine project(String key) {
        return AccessLine.of(
                "Project " + Shown.text(key),
                get("/rest/api/2/project/" + Percent.encode(key))
                        .flatMap(answer -> JiraJson.read(answer, Project.class))
                        .map(project -> "visible"),
                "Check the key, and that the account has the permission Browse projects.");
    }

    private AccessLine history(String key) {
        var site = new JiraSite(kind, false, List.of());
        return AccessLine.of(
                "History of " + key,
                new JiraTickets(session, site)
                        .ticket(key)
                        .map(ticket -> "readable, " + ticket.transitions().size() + " changes of the status"),
                "The account needs the permission Browse projects, and must be able to see the ticket.");
    }

    private AccessLine serviceDesk() {
        Reading<String> desk =
                session.get("/rest/servicedeskapi/info", ServiceDesk.HEADERS).map(answer -> "reachable");
        boolean none = !desk.isPresent() && desk.why().code() == ReasonCode.NOT_FOUND;
        return none
                ? new AccessLine(
                        "Service desk",
                        false,
                        "there is none here; it matters only where the policy asks for its approvals")
                : AccessLine.of("Service desk", desk);
    }

    private Reading<JsonAnswer> get(String path) {
        return session.get(path, Map.of());
    }
}
