package io.jenkins.plugins.itgc.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Jira rule 8: keys in text, only of configured projects")
class TicketKeysTest {
    private final TicketKeys keys = new TicketKeys(List.of("PAY", "OPS_2"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAY-12",
                "PAY-12: retry refunds",
                "[PAY-12] retry",
                "feature/PAY-12-retry",
                "feature-PAY-12_retry",
                "see https://jira.example/browse/PAY-12.",
                "Fixes PAY-12, thanks",
                "(PAY-12)\nline",
                "#PAY-12",
            })
    void areFound(String text) {
        assertThat(keys.in(text)).containsExactly("PAY-12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE-2026-1 in UTF-8 with SHA-256",
                "XPAY-12",
                "X_PAY-12",
                "éPAY-12",
                "PAY-12x",
                "PAY-12.5",
                "PAY-0",
                "PAY-",
                "PAY 12",
                "pay-12",
                "feature/pay-12-fix",
                "PAY-12345678901",
                "PAY-١٢",
                "",
            })
    void areNotSeenWhereThereAreNone(String text) {
        assertThat(keys.in(text)).isEmpty();
    }

    @Test
    @DisplayName("each is given once, in the order of the text")
    void areOrdered() {
        assertThat(keys.in("PAY-2 OPS_2-1 PAY-10 PAY-2")).containsExactly("PAY-2", "OPS_2-1", "PAY-10");
    }

    @Test
    @DisplayName("CVE-2026 is a key where the project CVE is configured")
    void followTheConfiguration() {
        assertThat(new TicketKeys(List.of("CVE")).in("CVE-2026-1")).containsExactly("CVE-2026");
        assertThat(new TicketKeys(List.of()).in("PAY-12")).isEmpty();
    }

    @Test
    @DisplayName("no text gives more than fifty")
    void areBounded() {
        var list = IntStream.range(1, 200).mapToObj(i -> "PAY-" + i).collect(Collectors.joining(" "));
        assertThat(keys.in(list)).hasSize(50).endsWith("PAY-50");
    }

    @Test
    @DisplayName("a megabyte of nearly a key takes no time")
    void takeNoTime() {
        for (String text : List.of("P".repeat(1_000_000), "PAY-".repeat(250_000), "PAY_".repeat(250_000) + "-1")) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(2), () -> assertThat(keys.in(text)).isEmpty());
        }
    }

    @Test
    @DisplayName("a key stands alone where one is asked for")
    void knowsKeys() {
        assertThat(TicketKeys.isKey("PAY-12")).isTrue();
        assertThat(List.of("PAY-12/../x", "PAY-12\n", " PAY-12", "pay-12", "P-1", ""))
                .noneMatch(TicketKeys::isKey);
    }

    @Test
    @DisplayName("a project's key that is none is refused")
    void refusesProjects() {
        assertThatThrownBy(() -> new TicketKeys(List.of("pay")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"pay\" is no key of a Jira project");
    }
}
