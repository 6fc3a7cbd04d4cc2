package io.jenkins.plugins.itgc.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.Range;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A decision for machines; {@code docs/cli.md} tells its shape, which only ever grows.
 *
 * @param allowed whether the deployment may go on
 * @param verdict {@code allowed}, {@code blocked}, {@code not-determinable}, {@code out-of-scope}
 * @param mode {@code enforce}, {@code observe}, {@code out-of-scope}
 * @param entry index of the ledger entry that records it
 * @param time when it was recorded
 * @param checkpoint how many entries the ledger's checkpoint covers
 * @param base the commit that the range starts from
 * @param changes commits in the range
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DecisionAnswer(
        boolean allowed,
        String verdict,
        String mode,
        String service,
        String environment,
        String repository,
        String commit,
        Optional<String> base,
        int changes,
        String changeType,
        Optional<Identity> deployer,
        String deploymentId,
        long entry,
        Instant time,
        String policyHash,
        OptionalLong checkpoint,
        Optional<Instant> reviewDue,
        List<Control> controls) {
    /** What one control came to. */
    public record Control(
            String id, String title, String outcome, boolean waived, List<Why> reasons, List<String> seen) {}

    /** One reason, and what somebody can do about it. */
    public record Why(String code, String kind, String subject, String detail, String remedy) {}

    public static DecisionAnswer of(Recorded recorded, OptionalLong checkpoint) {
        DeploymentRequest request = recorded.evidence().request();
        var decision = recorded.decision();
        var trace = recorded.evidence().trace();
        return new DecisionAnswer(
                decision.allowed(),
                word(decision.verdict()),
                word(decision.mode()),
                request.service(),
                request.environment(),
                request.repository().toString(),
                request.commit().hex(),
                trace.range().toOptional().flatMap(Range::base).map(Object::toString),
                trace.commits().size(),
                word(request.changeType()),
                request.deployer(),
                request.deploymentId(),
                recorded.entry().index(),
                recorded.entry().time(),
                decision.policyHash(),
                checkpoint,
                decision.reviewDue(),
                decision.controls().stream()
                        .map(result -> control(result, decision.waived().contains(result.id())))
                        .toList());
    }

    private static Control control(ControlResult result, boolean waived) {
        return new Control(
                result.id(),
                result.title(),
                word(result.outcome()),
                waived,
                result.reasons().stream().map(DecisionAnswer::why).toList(),
                result.seen());
    }

    private static Why why(Reason reason) {
        return new Why(
                reason.code().name(),
                word(reason.code().kind()),
                reason.subject(),
                reason.detail(),
                reason.code().remedy());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
