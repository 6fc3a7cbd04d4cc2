package io.jenkins.plugins.itgc.signoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.policy.Scope;
import io.jenkins.plugins.itgc.signoff.ScopeInForce.Approval;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which scope document a period was under, and whether it is still approved. The policy is approved on 2026-01-15. */
class ScopeInForceTest {
    @TempDir
    private Path directory;

    private static ScopeInForce scope(SimulatedPeriod period, String from, String to) throws Exception {
        return ScopeInForce.of(
                period.ledger().ledger(), Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }

    @Test
    @DisplayName("each policy of the period is named from when to when it decided, the one before its begin as well")
    void versions() throws Exception {
        try (var period = new SimulatedPeriod(directory)) {
            period.allowed();
            Instant changed = Instant.parse("2026-11-20T10:10:00Z");
            period.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
            period.policy = PolicyText.with();
            period.allowed();

            List<PolicyVersion> november =
                    scope(period, "2026-11-01", "2026-12-01").versions();
            assertThat(november).hasSize(2);
            assertThat(november.get(0).to()).contains(changed);
            assertThat(november.get(1).from()).isEqualTo(changed);
            assertThat(november.get(1).to()).isEmpty();
            assertThat(november.get(0).scope())
                    .isEqualTo(new Scope("All services in production.", "Dana Reyes, CIO", LocalDate.of(2026, 1, 15)));

            assertThat(scope(period, "2026-11-10", "2026-11-15").versions()).containsExactly(november.get(0));
            assertThat(scope(period, "2026-11-21", "2026-11-25").versions()).containsExactly(november.get(1));
            assertThat(scope(period, "2026-10-01", "2026-11-01").versions()).isEmpty();
        }
    }

    @Test
    @DisplayName("an approval is due when it is a year old, and said to be so thirty days before")
    void yearly() throws Exception {
        try (var period = new SimulatedPeriod(directory)) {
            period.allowed();
            ScopeInForce scope = scope(period, "2026-11-01", "2026-12-01");

            assertThat(scope.approval(Instant.parse("2026-12-15T23:59:59Z"))).isEqualTo(Approval.CURRENT);
            assertThat(scope.approval(Instant.parse("2026-12-16T00:00:00Z"))).isEqualTo(Approval.DUE_SOON);
            assertThat(scope.approval(Instant.parse("2027-01-14T23:59:59Z"))).isEqualTo(Approval.DUE_SOON);
            assertThat(scope.approval(Instant.parse("2027-01-15T00:00:00Z"))).isEqualTo(Approval.OVERDUE);
            assertThat(new ScopeInForce(List.of()).approval(Instant.EPOCH)).isEqualTo(Approval.NONE);
        }
    }

    @Test
    @DisplayName(
            "a period in which the approval became older than a year is told, and a policy used before its approval")
    void lapsed() {
        var approved = new Scope("All.", "Dana Reyes, CIO", LocalDate.of(2026, 1, 15));
        var version = new PolicyVersion(0, "", Instant.parse("2026-02-01T00:00:00Z"), Optional.empty(), approved);

        assertThat(version.approvalDue()).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(version.lapsedBefore(Instant.parse("2027-01-15T00:00:00Z"))).isFalse();
        assertThat(version.lapsedBefore(Instant.parse("2027-01-15T00:00:01Z"))).isTrue();
        assertThat(version.approvedLate()).isFalse();
        assertThat(new PolicyVersion(0, "", Instant.parse("2026-01-14T23:00:00Z"), Optional.empty(), approved)
                        .approvedLate())
                .isTrue();
        assertThat(new PolicyVersion(
                                0,
                                "",
                                Instant.parse("2026-02-01T00:00:00Z"),
                                Optional.of(Instant.parse("2027-01-10T00:00:00Z")),
                                approved)
                        .lapsedBefore(Instant.parse("2027-03-01T00:00:00Z")))
                .isFalse();
    }
}
