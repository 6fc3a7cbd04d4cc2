package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import java.util.List;
import java.util.Optional;

/** The pipeline that deploys runs as its source says, and not as somebody edited it for this run. */
final class UnalteredPipeline implements Control {
    @Override
    public String id() {
        return "pipeline";
    }

    @Override
    public String title() {
        return "pipeline";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        Optional<PipelineOrigin> origin = evidence.request().pipeline();
        if (origin.isEmpty()) {
            return ControlResult.notApplicable(this, "the request says nothing of one");
        }
        boolean refused = !policy.settings().pipeline().allow(origin.get());
        return switch (origin.get()) {
            case AS_WRITTEN -> ControlResult.of(this, List.of(), List.of("runs as its source says"));
            case REPLAYED ->
                refused
                        ? because(ReasonCode.PIPELINE_REPLAYED, "replayed")
                        : ControlResult.of(this, List.of(), List.of("replayed by hand, which the policy allows"));
            case RESTARTED_FROM_STAGE ->
                because(
                        refused ? ReasonCode.PIPELINE_REFUSED : ReasonCode.PIPELINE_RESTARTED,
                        "restarted from a stage");
            case REBUILT -> because(refused ? ReasonCode.PIPELINE_REFUSED : ReasonCode.PIPELINE_REBUILT, "rebuilt");
        };
    }

    private ControlResult because(ReasonCode code, String detail) {
        return ControlResult.of(this, List.of(new Reason(code, "", detail)), List.of());
    }
}
