package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.sample.Rate;
import java.util.Optional;

/**
 * What somebody says who has a worksheet made.
 *
 * @param control id of the control that is tested, as the organisation names it
 * @param statement what the control is
 * @param system which system it works in
 * @param tester who tests; absent where that is not settled yet
 * @param reviewer who reviews the test, as people write names
 * @param confidence how sure the conclusion must be
 * @param tolerable the rate of deviations that can be tolerated
 */
public record WorksheetTerms(
        String control,
        String statement,
        String system,
        Optional<Identity> tester,
        Optional<String> reviewer,
        Rate confidence,
        Rate tolerable) {
    /** What the control is, where nobody words it otherwise. */
    public static final String STATEMENT = "Changes to production are approved, tested and recorded before they are"
            + " deployed; what the gate cannot determine, it blocks.";
}
