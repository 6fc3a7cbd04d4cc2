package io.jenkins.plugins.itgc.worksheet.attribute;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an emergency or override does without beforehand, and owes afterwards. The exemption stands on its condition: only
 * where the reason was given and the review took place in time is the missing approval no deviation of its own.
 */
final class Exemption {
    /** What is about approval beforehand; tests, plan, change record and proof are asked of an emergency too. */
    private static final Set<Attribute> REVIEW_INSTEAD = EnumSet.of(Attribute.B, Attribute.C, Attribute.D, Attribute.G);

    private Exemption() {}

    static Judgement of(Judgement judged, Judgement emergency) {
        if (!REVIEW_INSTEAD.contains(judged.attribute()) || !judged.result().isDeviation()) {
            return judged;
        }
        return emergency.result() == Result.PASS
                ? judged.as(Result.NOT_APPLICABLE, "reviewed afterwards instead, see H. Beforehand: ")
                : judged.as(judged.result(), "not made good by a review, see H: ");
    }
}
