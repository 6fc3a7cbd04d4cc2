package io.jenkins.plugins.itgc.cli.year;

import java.util.EnumSet;
import java.util.Set;

/** What may happen when somebody wants to deploy. */
enum Happening {
    /** Approved as the policy asks for. */
    APPROVED,
    /** Approved at an earlier revision, which the policy of the first half accepts and the auditor does not. */
    APPROVED_EARLIER,
    /** The version before is deployed again. */
    ROLLED_BACK,
    /** A test failed, so the gate blocks. */
    BLOCKED,
    /** Blocked, and somebody says that it stays so. */
    REJECTED,
    /** Blocked, and deployed past the gate. */
    FORCED,
    /** Blocked without approval, and let go on by a person; reviewed in time, too late, never. */
    OVERRIDDEN,
    OVERRIDDEN_LATE,
    OVERRIDDEN_UNREVIEWED,
    /** Declared an emergency; reviewed in time, too late, never. */
    EMERGENCY,
    EMERGENCY_LATE,
    EMERGENCY_UNREVIEWED;

    /** Whose review was recorded too late or never. */
    static final Set<Happening> NOT_REVIEWED_IN_TIME =
            EnumSet.of(OVERRIDDEN_LATE, OVERRIDDEN_UNREVIEWED, EMERGENCY_LATE, EMERGENCY_UNREVIEWED);

    static final Set<Happening> STANDARD = EnumSet.of(APPROVED, APPROVED_EARLIER, ROLLED_BACK);
    static final Set<Happening> OVERRIDES = EnumSet.of(OVERRIDDEN, OVERRIDDEN_LATE, OVERRIDDEN_UNREVIEWED);
    static final Set<Happening> EMERGENCIES = EnumSet.of(EMERGENCY, EMERGENCY_LATE, EMERGENCY_UNREVIEWED);
}
