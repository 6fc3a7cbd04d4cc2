package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.ArrayList;
import java.util.List;

/** Tests of the deployed commit were executed, and none failed. */
final class TestsPassed implements Control {
    @Override
    public String id() {
        return "test-evidence";
    }

    @Override
    public String title() {
        return "test evidence";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        if (!policy.settings().testEvidence().required()) {
            return ControlResult.notApplicable(this, "the policy does not ask for it");
        }
        var reasons = new ArrayList<Reason>();
        CommitId deployed = evidence.request().commit();
        evidence.request()
                .testCommit()
                .filter(tested -> !tested.equals(deployed))
                .ifPresent(tested -> reasons.add(new Reason(
                        ReasonCode.TEST_OTHER_COMMIT,
                        "",
                        "results are of " + tested.brief() + ", deployed is " + deployed.brief())));
        List<TestFile> files = evidence.tests().files();
        if (files.isEmpty()) {
            reasons.add(
                    new Reason(ReasonCode.TEST_NONE, "", none(evidence.tests().asked())));
            return ControlResult.of(this, reasons, List.of());
        }
        var totals = new TestTotals(0, 0, 0, 0);
        for (TestFile file : files) {
            if (file.totals().isPresent()) {
                TestTotals of = file.totals().get();
                totals = totals.plus(of);
                if (of.failed() + of.errors() > 0) {
                    reasons.add(new Reason(
                            ReasonCode.TEST_FAILED,
                            file.name(),
                            of.failed() + " failed, " + of.errors() + " with errors"));
                }
            } else {
                reasons.add(file.totals().why().about(file.name()));
            }
        }
        if (totals.executed() == 0 && reasons.isEmpty()) {
            reasons.add(new Reason(ReasonCode.TEST_NOT_EXECUTED, "", totals.skipped() + " skipped, none executed"));
        }
        return ControlResult.of(
                this,
                reasons,
                List.of(totals.executed() + " executed, " + totals.skipped() + " skipped, in " + files.size()
                        + (files.size() == 1 ? " file" : " files")));
    }

    private static String none(String asked) {
        return asked.isEmpty() ? "no test results were given" : "no file matched " + asked;
    }
}
