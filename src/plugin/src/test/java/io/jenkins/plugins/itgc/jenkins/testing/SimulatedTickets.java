package io.jenkins.plugins.itgc.jenkins.testing;

import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Jira on which every ticket is approved.
 *
 * @param site where people are said to look at tickets
 * @param status what the status is called: hostile, if a test wants it so
 */
public record SimulatedTickets(String site, String status, Instant approvedAt) implements Tickets {
    @Override
    public Reading<Ticket> ticket(String key) {
        var approved = new Status("10001", status);
        return Reading.of(new Ticket(
                key,
                key.replaceFirst("-.*", ""),
                site + "/browse/" + key,
                approved,
                Optional.of(Identity.jira("jira-ann")),
                Optional.of(Identity.jira("jira-ann")),
                List.of(new Ticket.Transition(
                        Optional.of(Identity.jira("jira-ben")), approvedAt, new Status("1", "Open"), approved)),
                Reading.of(List.of(new ServiceDeskApproval(
                        "CAB", "approved", List.of(Identity.jira("jira-ben")), Optional.of(approvedAt)))),
                Map.of()));
    }
}
