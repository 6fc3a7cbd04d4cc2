package io.jenkins.plugins.itgc.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a decision is made from. It is recorded whole, so that the decision can be made again from the ledger.
 *
 * @param request what was asked
 * @param at when: the gate's clock, UTC
 * @param standing what the ledger said
 * @param trace the changes
 * @param pullRequests what approved them
 * @param tickets linked tickets
 * @param tests test results
 * @param rollbackPlans every text that is offered as rollback plan, in the policy's order
 * @param riskAssessments every text that is offered as risk and impact assessment
 * @param checks results of checks on the deployed commit; absent where the policy asks for none
 * @param answers the raw answers that all this was read from
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Evidence(
        DeploymentRequest request,
        Instant at,
        Standing standing,
        ChangeTrace trace,
        List<PullRequestEvidence> pullRequests,
        List<TicketEvidence> tickets,
        TestEvidence tests,
        List<Reading<Passage>> rollbackPlans,
        List<Reading<Passage>> riskAssessments,
        Optional<Reading<List<Check>>> checks,
        List<Answer> answers) {}
