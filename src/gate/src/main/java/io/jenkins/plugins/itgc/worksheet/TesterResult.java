package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import java.util.List;
import java.util.Objects;

/**
 * What a tester concluded about an item on an earlier worksheet of the same population.
 *
 * @param entry index of the ledger's entry that says so
 * @param note what the tester says; empty where nothing; hostile text
 * @param judged the attributes that the worksheet before the tester judged as deviations
 */
public record TesterResult(
        long entry, TesterConclusion conclusion, String note, Identity tester, List<Attribute> judged) {
    public TesterResult {
        Objects.requireNonNull(conclusion);
        Objects.requireNonNull(note);
        Objects.requireNonNull(tester);
        judged = List.copyOf(judged);
    }

    public static TesterResult of(Filed<TestResult> filed) {
        TestResult result = filed.body();
        return new TesterResult(
                filed.entry().index(), result.conclusion(), result.note(), result.tester(), result.deviations());
    }

    /** In one line. */
    public String text() {
        return conclusion.text() + ", " + tester + ", entry " + entry + (note.isEmpty() ? "" : ": " + note);
    }
}
