package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RivestSamplerTest {
    @Test
    void theKnownSeedGivesTheKnownSelection() {
        var sampler = new RivestSampler("12345678901234567890", 250);

        assertThat(IntStream.range(0, 25).mapToObj(i -> sampler.next().rank()))
                .containsExactly(
                        176L, 171L, 179L, 56L, 188L, 87L, 194L, 136L, 95L, 155L, 221L, 25L, 207L, 196L, 226L, 42L, 101L,
                        35L, 15L, 75L, 168L, 7L, 117L, 116L, 99L);
    }

    @Test
    void allCanBeDrawnAndNoMore() {
        var sampler = new RivestSampler("12345678901234567890", 250);

        assertThat(IntStream.range(0, 250).mapToObj(i -> sampler.next().rank()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 250).boxed().toList());
        assertThatIllegalStateException().isThrownBy(sampler::next).withMessage("all 250 were drawn");
    }
}
