package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Attribute E: the tests of the deployed commit. */
record TestedCommit(TestedDeployment deployment, EffectivePolicy policy) {
    Judgement judge() {
        TestEvidence tests = deployment.evidence().tests();
        CommitId deployed = deployment.evidence().request().commit();
        Optional<CommitId> other =
                deployment.evidence().request().testCommit().filter(tested -> !tested.equals(deployed));
        if (tests.files().isEmpty() && !policy.settings().testEvidence().required()) {
            return judgement(Result.NOT_APPLICABLE, "the policy in force did not ask for it, and there is none");
        }
        if (other.isPresent()) {
            return judgement(
                    Result.FAIL, "results are of " + other.get().brief() + ", deployed was " + deployed.brief());
        }
        if (tests.files().isEmpty()) {
            return judgement(Result.FAIL, "no test results were given");
        }
        Optional<TestFile> unread = tests.files().stream()
                .filter(file -> !file.totals().isPresent())
                .findFirst();
        TestTotals totals = tests.files().stream()
                .flatMap(file -> file.totals().toOptional().stream())
                .reduce(new TestTotals(0, 0, 0, 0), TestTotals::plus);
        String counted = totals.executed() + " executed, " + (totals.failed() + totals.errors()) + " failed, "
                + totals.skipped() + " skipped, of " + deployed.brief();
        if (totals.failed() + totals.errors() > 0) {
            return judgement(Result.FAIL, counted);
        }
        if (unread.isPresent()) {
            return judgement(
                    Result.NOT_DETERMINABLE,
                    unread.get().name() + " could not be read: "
                            + unread.get().totals().why().detail() + "; otherwise " + counted);
        }
        return judgement(totals.executed() > 0 ? Result.PASS : Result.FAIL, counted);
    }

    private Judgement judgement(Result result, String text) {
        List<String> references = Stream.concat(
                        deployment.evidence().tests().files().stream()
                                .map(file -> file.name() + (file.sha256().isEmpty() ? "" : " sha256:" + file.sha256())),
                        Stream.of("entry " + deployment.entry().index()))
                .toList();
        return new Judgement(Attribute.E, result, text, references);
    }
}
