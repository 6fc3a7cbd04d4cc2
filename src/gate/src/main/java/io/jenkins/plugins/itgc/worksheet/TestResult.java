package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of a {@code test-result} entry: what a tester concludes about one item, beside what the worksheet judged.
 *
 * @param worksheet SHA-256 of {@code worksheet.json}, hexadecimal
 * @param population SHA-256 of {@code population.json}, hexadecimal
 * @param file SHA-256 of the file that the tester gave back, hexadecimal
 * @param number the item's number in the population
 * @param deploymentId the deployment
 * @param decision index of the entry that decided on it
 * @param deviations attributes that the worksheet judged as deviations
 * @param conclusion what the tester concludes
 * @param note what the tester says; empty where nothing
 * @param tester who tested
 * @param revises index of the tester's earlier result on this item, which this one takes the place of
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TestResult(
        String worksheet,
        String population,
        String file,
        long number,
        String deploymentId,
        long decision,
        List<Attribute> deviations,
        TesterConclusion conclusion,
        String note,
        Identity tester,
        Optional<Long> revises) {
    public TestResult {
        Objects.requireNonNull(conclusion);
        deviations = List.copyOf(deviations);
    }

    /** Whether another result says the same about the same item of the same worksheet. */
    public boolean saysTheSameAs(TestResult other) {
        return worksheet.equals(other.worksheet)
                && number == other.number
                && conclusion == other.conclusion
                && note.equals(other.note)
                && tester.equals(other.tester);
    }
}
