package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.itgc.sample.SizeRule.Method;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {
    /** Large enough not to matter. */
    private static final long MANY = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "95 %, 5 %, 0, 59", "95 %, 5 %, 1, 93", "95 %, 5 %, 2, 124",
        "95 %, 10 %, 0, 29", "95 %, 10 %, 1, 46", "95 %, 10 %, 2, 61",
        "90 %, 5 %, 0, 45", "90 %, 5 %, 1, 77", "90 %, 5 %, 2, 105",
        "90 %, 10 %, 0, 22", "90 %, 10 %, 1, 38", "90 %, 10 %, 2, 52"
    })
    void binomialSizes(Rate confidence, Rate tolerable, int accepted, long size) throws Exception {
        var found = SampleSize.of(SizeRule.accepting(Method.BINOMIAL, confidence, tolerable, accepted), MANY);

        assertThat(found.size()).isEqualTo(size);
        assertThat(found.accepted()).isEqualTo(OptionalInt.of(accepted));
    }

    @ParameterizedTest
    @CsvSource({"100, 45", "250, 51", "500, 56", "1000, 57"})
    void hypergeometricSizes(long population, long size) throws Exception {
        var rule = SizeRule.formula(Method.HYPERGEOMETRIC, Rate.parse("95%"), Rate.parse("5%"));

        assertThat(SampleSize.of(rule, population).size()).isEqualTo(size);
    }

    /** AICPA's guide, tables A-1 (5 % risk of overreliance) and A-2 (10 %): sizes, and expected deviations in brackets. */
    @ParameterizedTest
    @CsvSource({
        "95 %, 0.25 %, 2 %, 236, 1",
        "95 %, 0.25 %, 5 %, 93, 1",
        "95 %, 0.5 %, 2 %, 313, 2",
        "95 %, 0.5 %, 3 %, 157, 1",
        "95 %, 1 %, 2 %, 590, 6",
        "95 %, 1 %, 3 %, 257, 3",
        "95 %, 1 %, 4 %, 156, 2",
        "95 %, 1 %, 5 %, 93, 1",
        "95 %, 1.25 %, 3 %, 303, 4",
        "95 %, 1.25 %, 5 %, 124, 2",
        "95 %, 1.5 %, 3 %, 392, 6",
        "95 %, 1.5 %, 4 %, 192, 3",
        "95 %, 1.5 %, 6 %, 103, 2",
        "95 %, 2 %, 4 %, 294, 6",
        "95 %, 2 %, 5 %, 181, 4",
        "95 %, 2 %, 6 %, 127, 3",
        "95 %, 2 %, 7 %, 88, 2",
        "95 %, 3 %, 5 %, 361, 11",
        "95 %, 3 %, 6 %, 195, 6",
        "95 %, 3 %, 8 %, 95, 3",
        "95 %, 4 %, 6 %, 421, 17",
        "95 %, 4 %, 7 %, 221, 9",
        "95 %, 4 %, 9 %, 100, 4",
        "95 %, 5 %, 7 %, 478, 24",
        "95 %, 5 %, 8 %, 240, 12",
        "95 %, 5 %, 9 %, 158, 8",
        "95 %, 5 %, 10 %, 116, 6",
        "95 %, 5 %, 15 %, 40, 2",
        "95 %, 5 %, 20 %, 30, 2",
        "90 %, 0.25 %, 2 %, 194, 1",
        "90 %, 1 %, 2 %, 398, 4",
        "90 %, 1 %, 3 %, 176, 2",
        "90 %, 1.25 %, 3 %, 221, 3",
        "90 %, 2 %, 3 %, 590, 12",
        "90 %, 2 %, 4 %, 198, 4",
        "90 %, 2 %, 5 %, 132, 3",
        "90 %, 3 %, 5 %, 258, 8",
        "90 %, 3 %, 6 %, 132, 4",
        "90 %, 4 %, 7 %, 149, 6",
        "90 %, 5 %, 8 %, 160, 8",
        "90 %, 5 %, 10 %, 78, 4"
    })
    void sizesWithAnExpectedRate(Rate confidence, Rate expected, Rate tolerable, long size, int accepted)
            throws Exception {
        var found = SampleSize.of(SizeRule.expecting(Method.BINOMIAL, confidence, tolerable, expected), MANY);

        assertThat(found.size()).isEqualTo(size);
        assertThat(found.accepted()).isEqualTo(OptionalInt.of(accepted));
    }

    /** In binary floating point 0.07 · 100 is 7.000000000000001, which would be rounded up to 8. */
    @Test
    void theExpectedNumberIsRoundedUpExactly() throws Exception {
        assertThat(Math.ceil(0.07 * 100)).isEqualTo(8);

        var found = SampleSize.of(
                SizeRule.expecting(Method.BINOMIAL, Rate.parse("0.975"), Rate.parse("0.135"), Rate.parse("0.07")),
                MANY);

        assertThat(found.accepted().orElseThrow()).isEqualTo((int) ((found.size() * 7 + 99) / 100));
    }

    @ParameterizedTest
    @CsvSource({
        "ANNUAL, 1, 1",
        "QUARTERLY, 2, 2",
        "MONTHLY, 2, 5",
        "WEEKLY, 5, 15",
        "DAILY, 20, 40",
        "MANY_TIMES_A_DAY, 25, 60"
    })
    void sizesByFrequencyNameTheirTable(Frequency frequency, long lower, long upper) throws Exception {
        var low = SampleSize.of(SizeRule.of(frequency, FrequencyTable.LOWER), MANY);
        var high = SampleSize.of(SizeRule.of(frequency, FrequencyTable.UPPER), MANY);

        assertThat(low.size()).isEqualTo(lower);
        assertThat(high.size()).isEqualTo(upper);
        assertThat(low.basis()).contains("common practice, lower end").contains(frequency.text());
        assertThat(SampleSize.of(SizeRule.of(frequency, FrequencyTable.UPPER), 1)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aSmallPopulationIsTestedWhole() throws Exception {
        var binomial = SizeRule.formula(Method.BINOMIAL, Rate.parse("95%"), Rate.parse("5%"));
        // Of 20 one may deviate: unless all are looked at, it may be the one that was not.
        var hypergeometric = SizeRule.accepting(Method.HYPERGEOMETRIC, Rate.parse("95%"), Rate.parse("5%"), 1);

        assertThat(SampleSize.of(binomial, 40).size()).isEqualTo(40);
        assertThat(SampleSize.of(binomial, 40).basis()).contains("all are tested");
        assertThat(SampleSize.of(hypergeometric, 20).size()).isEqualTo(20);
    }

    @Test
    void theFormulaIsNamed() throws Exception {
        var rule = SizeRule.expecting(Method.HYPERGEOMETRIC, Rate.parse("90%"), Rate.parse("5%"), Rate.parse("1%"));

        assertThat(SampleSize.of(rule, 250).basis())
                .startsWith("hypergeometric, N = 250, D = 13: the smallest n")
                .contains("1 % of n expected, rounded up")
                .endsWith("at a rate of 5 % has a probability of at most 10 %");
    }

    @Test
    void moreThanThereAreCannotBeChosen() {
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> SampleSize.of(SizeRule.chosen(26, Optional.empty()), 25))
                .withMessage("a sample of 26 cannot be drawn from 25; choose at most 25");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> SampleSize.of(SizeRule.chosen(1, Optional.empty()), 0))
                .withMessageContaining("empty");
    }

    @Test
    void ratesThatAreTooNearAreRefused() {
        var rule = SizeRule.expecting(Method.BINOMIAL, Rate.parse("95%"), Rate.parse("5%"), Rate.parse("4.9%"));

        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> SampleSize.of(rule, MANY))
                .withMessageContaining("more than 20000 items");
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        assertRefused("the confidence must be above 0 % and below 100 %, not 100 %", "100%", "5%", "0");
        assertRefused("the confidence must be", "0%", "5%", "0");
        assertRefused("the tolerable rate must be", "95%", "0%", "0");
        assertRefused("the tolerable rate must be", "95%", "100%", "0");
        assertRefused("the expected rate, 5 %, must be below the tolerable one, 5 %", "95%", "5%", "5%");
        assertRefused("the expected rate, 6 %, must be below", "95%", "5%", "6%");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.parse("5"))
                .withMessageContaining("write 5% or 0.05");
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse("-1%"));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse("101%"));
        assertThatIllegalArgumentException().isThrownBy(() -> SizeRule.chosen(0, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeRule.accepting(Method.BINOMIAL, Rate.parse("95%"), Rate.parse("5%"), -1));
    }

    private static void assertRefused(String message, String confidence, String tolerable, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeRule.expecting(
                        Method.BINOMIAL, Rate.parse(confidence), Rate.parse(tolerable), Rate.parse(expected)))
                .withMessageContaining(message);
    }
}
