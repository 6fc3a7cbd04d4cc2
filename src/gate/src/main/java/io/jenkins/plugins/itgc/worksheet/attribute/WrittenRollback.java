package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import java.util.List;
import java.util.stream.Stream;

/** Attribute F: the rollback plan. */
record WrittenRollback(TestedDeployment deployment, EffectivePolicy policy) {
    Judgement judge() {
        ControlResult again = deployment.recomputed("rollback-plan");
        List<Passage> passages = passages().toList();
        for (Passage passage : passages) {
            boolean whole = passage.text().codePointCount(0, passage.text().length()) == passage.length();
            if (whole && !Passage.of(passage.source(), passage.text()).sha256().equals(passage.sha256())) {
                return judgement(
                        Result.FAIL, "the recorded text of " + passage.source() + " is not that of its digest");
            }
        }
        if (again.outcome() == Outcome.NOT_APPLICABLE) {
            return judgement(Result.NOT_APPLICABLE, "the policy in force did not ask for it");
        }
        return again.outcome() == Outcome.PASS
                ? judgement(Result.PASS, String.join("; ", again.seen()))
                : judgement(
                        again.outcome() == Outcome.FAIL ? Result.FAIL : Result.NOT_DETERMINABLE,
                        Words.reasons(again.reasons()));
    }

    private Stream<Passage> passages() {
        return deployment.evidence().rollbackPlans().stream().flatMap(reading -> reading.toOptional().stream());
    }

    private Judgement judgement(Result result, String text) {
        List<String> references = Stream.concat(
                        passages().map(passage -> passage.source() + " sha256:" + passage.sha256()),
                        Stream.of("entry " + deployment.entry().index()))
                .toList();
        return new Judgement(Attribute.F, result, text, references);
    }
}
