package io.jenkins.plugins.itgc.controls;

import java.util.List;

/** All controls, in the order in which people read them. */
public final class Controls {
    /** The controls. */
    public static final List<Control> ALL = List.of(
            new ApprovedChange(),
            new FinalRevision(),
            new SeparationOfDuties(),
            WrittenPlan.rollback(),
            new TestsPassed(),
            WrittenPlan.riskAssessment(),
            new RequiredChecks(),
            new Promotion(),
            new ChangeWindow(),
            new UnalteredPipeline(),
            new StandardChange(),
            new EmergencyChange());

    private Controls() {}
}
