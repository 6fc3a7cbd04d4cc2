package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.policy.Settings.ApprovedChange;
import io.jenkins.plugins.itgc.policy.Settings.Role;
import io.jenkins.plugins.itgc.policy.Settings.Separation;
import java.util.EnumSet;
import java.util.Set;

/**
 * The policy as the attributes ask: where an organisation relaxed what every auditor tests (who may approve what, and which
 * revision), the attribute asks for it all the same, and the record answers.
 */
final class StrictReading {
    private static final Set<Role> WROTE_OR_DEPLOYS =
            EnumSet.of(Role.AUTHOR, Role.COMMITTER, Role.CO_AUTHOR, Role.DEPLOYER);

    private StrictReading() {}

    static EffectivePolicy of(EffectivePolicy policy) {
        Settings settings = policy.settings();
        ApprovedChange approved = settings.approvedChange();
        Set<Role> approverIsNot = EnumSet.copyOf(WROTE_OR_DEPLOYS);
        approverIsNot.addAll(settings.separationOfDuties().approverIsNot());
        return new EffectivePolicy(
                policy.hash(),
                policy.service(),
                policy.environment(),
                policy.mode(),
                policy.outOfScope(),
                new Settings(
                        new ApprovedChange(
                                approved.accept(),
                                approved.minimumApprovals(),
                                false,
                                approved.baseBranches(),
                                approved.firstDeployment(),
                                approved.rollback(),
                                approved.indexLag()),
                        settings.tickets(),
                        new Separation(
                                approverIsNot, settings.separationOfDuties().deployerIsNot()),
                        settings.rollbackPlan(),
                        settings.testEvidence(),
                        settings.riskAssessment(),
                        settings.requiredChecks(),
                        settings.promotion(),
                        settings.changeWindow(),
                        settings.pipeline(),
                        settings.emergency(),
                        settings.standardTemplates()),
                policy.identities());
    }
}
