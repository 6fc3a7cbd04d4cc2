package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Attribute I: the entries are those that were signed, the decision follows from the evidence beside it, and what the
 * deployment's result names is what was decided on.
 */
record DeployedAsApproved(TestedDeployment deployment) {
    Judgement judge() {
        if (!deployment.proof().holds()) {
            return judgement(Result.FAIL, deployment.proof().text());
        }
        Decision recorded = deployment.made().decision();
        if (deployment.policy().isEmpty()) {
            return judgement(
                    Result.NOT_DETERMINABLE,
                    "the policy that decided is not in the ledger: it cannot be decided again");
        }
        Decision again =
                Decision.of(deployment.policy().get(), deployment.evidence()).asOf(recorded);
        if (!again.equals(recorded)) {
            return judgement(
                    Result.FAIL,
                    "decided again from the recorded evidence the gate says " + again.verdict() + ", the record says "
                            + recorded.verdict() + " or gives other reasons");
        }
        if (!recorded.allowed() && deployment.trail().override().isEmpty()) {
            return judgement(Result.FAIL, "neither the gate nor a person let it go on");
        }
        ControlResult pipeline = deployment.recomputed("pipeline");
        if (pipeline.outcome() == Outcome.FAIL) {
            return judgement(Result.FAIL, "the pipeline was another one: " + Words.reasons(pipeline.reasons()));
        }
        return deployment
                .trail()
                .result()
                .map(this::result)
                .orElseGet(() -> judgement(
                        Result.NOT_DETERMINABLE,
                        deployment.trail().start().isPresent()
                                ? "it was started; how it ended, and with what, is not recorded"
                                : "neither start nor result is recorded"));
    }

    private Judgement result(Filed<ResultRecord> filed) {
        ResultRecord result = filed.body();
        DeploymentRequest request = deployment.evidence().request();
        var other = new ArrayList<String>();
        compare("deployment", request.deploymentId(), result.deploymentId(), other);
        compare("service", request.service(), result.service(), other);
        compare("environment", request.environment(), result.environment(), other);
        compare("commit", request.commit().hex(), result.commit().hex(), other);
        compare("artifact", digest(request.artifactDigest()), digest(result.artifactDigest()), other);
        if (!result.allowed()) {
            other.add("the result says that nobody allowed it");
        }
        return other.isEmpty()
                ? judgement(
                        Result.PASS,
                        result.commit().brief() + " to " + result.service() + " → " + result.environment() + ", "
                                + result.outcome().name().toLowerCase(Locale.ROOT) + " "
                                + Times.minute(result.endedAt()) + "; decided again alike; "
                                + deployment.proof().text())
                : judgement(Result.FAIL, String.join("; ", other));
    }

    private static String digest(Optional<String> digest) {
        return digest.orElse("none");
    }

    private static void compare(String what, String decided, String deployed, List<String> other) {
        if (!decided.equals(deployed)) {
            other.add(what + " decided on: " + decided + ", deployed: " + deployed);
        }
    }

    private Judgement judgement(Result result, String text) {
        var references = new ArrayList<String>();
        references.add("entry " + deployment.entry().index() + " leaf "
                + deployment.entry().leafHash().hex());
        deployment
                .trail()
                .result()
                .ifPresent(filed -> references.add("entry " + filed.entry().index()));
        deployment.evidence().request().artifactDigest().ifPresent(references::add);
        deployment.evidence().request().buildUrl().ifPresent(references::add);
        return new Judgement(Attribute.I, result, text, references);
    }
}
