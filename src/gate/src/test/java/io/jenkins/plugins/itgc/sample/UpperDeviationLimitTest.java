package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpperDeviationLimitTest {
    @ParameterizedTest
    @CsvSource({
        "95 %, 25, 0, 11.2928, 11.3 %", "95 %, 25, 1, 17.6121, 17.7 %", "95 %, 60, 0, 4.8703, 4.9 %",
        "95 %, 60, 1, 7.6640, 7.7 %", "90 %, 25, 0, 8.7989, 8.8 %", "90 %, 60, 1, 6.3287, 6.4 %"
    })
    void limits(Rate confidence, long n, long deviations, BigDecimal percent, String published) {
        Rate limit = UpperDeviationLimit.of(n, deviations, confidence);

        assertThat(limit.value().movePointRight(2).setScale(4, RoundingMode.HALF_UP))
                .isEqualByComparingTo(percent);
        assertThat(UpperDeviationLimit.published(limit)).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({"25, 0, 10 %, 92.8", "25, 0, 5 %, 72.3", "59, 0, 5 %, 95.2"})
    void whatASampleBuys(long n, long deviations, Rate rate, BigDecimal percent) {
        assertThat(UpperDeviationLimit.confidence(n, deviations, rate)
                        .value()
                        .movePointRight(2)
                        .setScale(1, RoundingMode.HALF_UP))
                .isEqualByComparingTo(percent);
    }

    /** The limit is the smallest rate of ten decimals at which the probability is within the risk. */
    @Test
    void theLimitIsRoundedToTheCarefulSide() {
        Rate limit = UpperDeviationLimit.of(25, 0, Rate.parse("95%"));
        BigDecimal step = new BigDecimal("0.0000000001");

        assertThat(BigDecimal.ONE.subtract(limit.value()).pow(25)).isLessThanOrEqualTo(new BigDecimal("0.05"));
        assertThat(BigDecimal.ONE.subtract(limit.value().subtract(step)).pow(25))
                .isGreaterThan(new BigDecimal("0.05"));
    }

    @Test
    void nothingTestedSaysNothing() {
        assertThat(UpperDeviationLimit.of(0, 0, Rate.parse("95%")).value()).isEqualByComparingTo("1");
        assertThat(UpperDeviationLimit.of(7, 7, Rate.parse("95%")).value()).isEqualByComparingTo("1");
        assertThat(UpperDeviationLimit.confidence(0, 0, Rate.parse("5%"))).isEqualTo(Rate.ZERO);
    }

    @Test
    void largeSamplesAreNoTrouble() {
        Rate limit = UpperDeviationLimit.of(1_000_000, 1_000, Rate.parse("95%"));

        assertThat(limit.value()).isBetween(new BigDecimal("0.00105"), new BigDecimal("0.00106"));
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpperDeviationLimit.of(5, 6, Rate.parse("95%")))
                .withMessage("6 of 5 cannot deviate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpperDeviationLimit.of(5, 0, Rate.parse("100%")))
                .withMessageContaining("confidence");
        assertThatIllegalArgumentException().isThrownBy(() -> UpperDeviationLimit.confidence(5, 0, Rate.ZERO));
    }
}
