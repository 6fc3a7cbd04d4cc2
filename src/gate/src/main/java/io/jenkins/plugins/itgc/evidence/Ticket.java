package io.jenkins.plugins.itgc.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket.
 *
 * @param key its key now
 * @param project key of the project where it lies now
 * @param url where people look at it
 * @param status its status now
 * @param reporter who reported it; absent where the account was deleted
 * @param assignee who it is assigned to
 * @param transitions every change of its status, oldest first
 * @param serviceDesk its service desk approvals; an empty list where it is not a service desk request or was not asked for
 * @param fields text of the fields that the policy reads, by field id; hostile text, and not recorded
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Ticket(
        String key,
        String project,
        String url,
        Status status,
        Optional<Identity> reporter,
        Optional<Identity> assignee,
        List<Transition> transitions,
        Reading<List<ServiceDeskApproval>> serviceDesk,
        @JsonIgnore Map<String, String> fields) {
    @SuppressWarnings("ConstantValue") // a recorded ticket has no fields
    public Ticket {
        transitions = List.copyOf(transitions);
        fields = fields == null ? Map.of() : Map.copyOf(fields);
    }

    /**
     * A status, by Jira's id and by the name that the site gives it.
     */
    public record Status(String id, String name) {}

    /**
     * A change of status.
     *
     * @param by who made it; absent where the account was deleted
     * @param at Jira's time
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Transition(Optional<Identity> by, Instant at, Status from, Status to) {}

    /**
     * An approval of a service desk request.
     *
     * @param name what the approval is called
     * @param finalDecision {@code approved}, {@code declined} or {@code pending}
     * @param approvers who approved, as far as the decision names them
     * @param completedAt when it was decided
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ServiceDeskApproval(
            String name, String finalDecision, List<Identity> approvers, Optional<Instant> completedAt) {}
}
