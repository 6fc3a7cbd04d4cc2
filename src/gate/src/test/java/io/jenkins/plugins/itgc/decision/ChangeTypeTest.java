package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.NOW;
import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.trace.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTypeTest {
    @Nested
    @DisplayName("An emergency")
    class Emergency {
        private static final String ID = "emergency-change";
        private static final String POLICY =
                "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 1, "
                        + "zone: UTC, holidays: [2026-11-05]}";

        /** Without any approval, in a freeze. */
        private Scenario emergency() {
            return allowed()
                    .policy(
                            POLICY
                                    + ", change-window: {freezes: [{name: all, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z'}]}")
                    .with(one -> {
                        one.reviews.clear();
                        one.request.changeType(ChangeType.EMERGENCY).justification("Checkout is down since 14:50.");
                    });
        }

        private void refused(Scenario scenario, ReasonCode code) {
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(scenario.codes(ID)).containsExactly(code);
            assertThat(scenario.decide().waived()).isEmpty();
            assertThat(scenario.decide().reviewDue()).isEmpty();
        }

        @Test
        @DisplayName("goes without prior approval, says what it went without, and owes a review")
        void allowedWithoutApproval() {
            Decision decision = emergency().decide();
            assertThat(decision.verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(decision.waived()).containsExactly("approved-change", "final-revision", "change-window");
            assertThat(emergency().codes(ID)).containsExactly(ReasonCode.EMERGENCY_DECLARED);
            assertThat(emergency().control("approved-change").outcome()).isEqualTo(Outcome.FAIL);
            assertThat(decision.blocking()).isEmpty();
            // Tuesday; Wednesday counts, Thursday is a holiday, Friday counts
            assertThat(decision.reviewDue()).contains(Instant.parse("2026-11-07T00:00:00Z"));
        }

        @Test
        @DisplayName("does not go without tests or a rollback plan")
        void stillTested() {
            Scenario scenario = emergency().with(one -> one.tests = new TestEvidence("", List.of()));
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(scenario.decide().reviewDue()).isEmpty();
            assertThat(emergency().with(one -> one.plans = List.of()).decide().verdict())
                    .isEqualTo(Verdict.BLOCKED);
        }

        @Test
        @DisplayName("goes on while the source control server is down")
        void serverDown() {
            Scenario scenario = emergency().with(one -> {
                one.commits.clear();
                one.range = Reading.missing(ReasonCode.SERVER_UNREACHABLE, "connection refused");
            });
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(scenario.decide().waived()).contains("approved-change");
        }

        @Test
        @DisplayName("needs a justification, an entitled person, and a policy that allows it")
        void refusals() {
            refused(
                    emergency().with(one -> one.request.justification(" ")),
                    ReasonCode.EMERGENCY_WITHOUT_JUSTIFICATION);
            refused(
                    emergency().with(one -> one.request.justification(null)),
                    ReasonCode.EMERGENCY_WITHOUT_JUSTIFICATION);
            refused(
                    emergency().with(one -> one.request.deployer(Identity.parse("jenkins:carla"))),
                    ReasonCode.EMERGENCY_NOT_ENTITLED);
            refused(emergency().with(one -> one.request.deployer(null)), ReasonCode.EMERGENCY_NOT_ENTITLED);
            refused(emergency().policy(""), ReasonCode.EMERGENCY_NOT_ALLOWED);
        }

        @ParameterizedTest
        @CsvSource({"1, ALLOWED", "2, BLOCKED"})
        @DisplayName("is refused while more reviews are overdue than the policy bears")
        void overdue(int overdue, Verdict verdict) {
            Instant longAgo = NOW.minus(Duration.ofDays(30));
            Scenario scenario = emergency()
                    .with(one -> one.emergencies = IntStream.range(0, overdue)
                            .mapToObj(i -> new OpenEmergency(i, "production", Optional.empty(), longAgo))
                            .toList());
            assertThat(scenario.decide().verdict()).isEqualTo(verdict);
        }

        @Test
        @DisplayName("is not refused for reviews that are owed and not yet overdue")
        void owedOnly() {
            Scenario scenario = emergency()
                    .with(one -> one.emergencies = IntStream.range(0, 5)
                            .mapToObj(i -> new OpenEmergency(i, "production", Optional.empty(), NOW.minusSeconds(60)))
                            .toList());
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        }

        @Test
        @DisplayName("is none unless it is declared")
        void notDeclared() {
            assertThat(allowed().policy(POLICY).control(ID).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
            assertThat(emergency()
                            .with(one -> one.request.changeType(ChangeType.NORMAL))
                            .decide()
                            .verdict())
                    .isEqualTo(Verdict.BLOCKED);
        }
    }

    @Nested
    @DisplayName("A standard change")
    class Standard {
        private static final String ID = "standard-change";
        private static final String POLICY =
                "standard-templates: {feature flags: {services: [payments-api], who: [dora], "
                        + "paths: ['config/flags/**', 'docs/*.md'], approved-by: CAB, expires: 2026-11-03}}";

        private Scenario standard(String... files) {
            return allowed().policy(POLICY).with(one -> {
                one.reviews.clear();
                one.request.changeType(ChangeType.STANDARD).template("feature flags");
                one.range = Reading.of(new Range(
                        Range.Kind.AHEAD,
                        Optional.of(Scenario.BASE),
                        Scenario.MERGED,
                        Optional.empty(),
                        Reading.of(List.of(files))));
            });
        }

        private void refused(Scenario scenario, ReasonCode code) {
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(scenario.codes(ID)).containsExactly(code);
        }

        @Test
        @DisplayName("is approved beforehand by its template, within the template's limits")
        void approved() {
            Scenario scenario = standard("config/flags/eu/rounding.yaml", "docs/flags.md");
            assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(scenario.decide().waived()).containsExactly("approved-change", "final-revision");
            assertThat(scenario.control(ID).seen())
                    .containsExactly("template \"feature flags\", approved by CAB, holds until 2026-11-03");
        }

        @Test
        @DisplayName("touches only the template's paths")
        void paths() {
            refused(standard("config/flags/a.yaml", "src/A.java"), ReasonCode.STANDARD_OTHER_PATHS);
            refused(standard("docs/sub/flags.md"), ReasonCode.STANDARD_OTHER_PATHS);
            Scenario unread = standard()
                    .with(one -> one.range = Reading.of(new Range(
                            Range.Kind.AHEAD,
                            Optional.of(Scenario.BASE),
                            Scenario.MERGED,
                            Optional.empty(),
                            Reading.missing(ReasonCode.ANSWER_INCOMPLETE, "300 files"))));
            assertThat(unread.codes(ID)).containsExactly(ReasonCode.ANSWER_INCOMPLETE);
            assertThat(unread.decide().allowed()).isFalse();
            Scenario noRange = standard().with(one -> {
                one.commits.clear();
                one.range = Reading.missing(ReasonCode.SERVER_TIMEOUT, "slow");
            });
            assertThat(noRange.control(ID).outcome()).isEqualTo(Outcome.NOT_DETERMINABLE);
        }

        @Test
        @DisplayName("without a baseline has unknown paths")
        void noBaseline() {
            refused(
                    standard().with(one -> {
                        one.commits.clear();
                        one.range = Reading.of(new Range(
                                Range.Kind.NO_BASELINE,
                                Optional.empty(),
                                Scenario.MERGED,
                                Optional.empty(),
                                Reading.of(List.of())));
                    }),
                    ReasonCode.BASELINE_MISSING);
        }

        @Test
        @DisplayName("holds for the template's services, people and time")
        void limits() {
            refused(standard().with(one -> one.request.template("unknown")), ReasonCode.STANDARD_TEMPLATE_UNKNOWN);
            refused(standard().with(one -> one.request.template(null)), ReasonCode.STANDARD_TEMPLATE_UNKNOWN);
            refused(
                    standard().with(one -> one.now = Instant.parse("2026-11-04T00:00:00Z")),
                    ReasonCode.STANDARD_EXPIRED);
            refused(
                    standard().with(one -> one.request.deployer(Identity.parse("jenkins:carla"))),
                    ReasonCode.STANDARD_NOT_ENTITLED);
            refused(standard().policy(POLICY.replace("[payments-api]", "[other]")), ReasonCode.STANDARD_OTHER_SERVICE);
            Scenario everywhere = standard().policy(POLICY.replace("services: [payments-api], who: [dora], ", ""));
            assertThat(everywhere.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        }
    }

    @Nested
    @DisplayName("A mode")
    class Modes {
        private Decision decide(String mode, Scenario scenario) throws Exception {
            String yaml = """
                    version: 1
                    scope: {statement: All., approved-by: Dana, approved-on: 2026-01-15}
                    environments: {production: {mode: %s}}
                    """.formatted(mode);
            var policy = io.jenkins.plugins.itgc.policy.Policy.read(
                    "policy.yaml", yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return Decision.of(policy.effective("payments-api", "production"), scenario.evidence());
        }

        @Test
        @DisplayName("observe decides as enforce does, and blocks nothing")
        void observe() throws Exception {
            Scenario unapproved = allowed().with(one -> one.reviews.clear());
            Decision enforced = decide("enforce", unapproved);
            Decision observed = decide("observe", unapproved);
            assertThat(enforced.verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(enforced.allowed()).isFalse();
            assertThat(observed.verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(observed.allowed()).isTrue();
            assertThat(observed.controls()).isEqualTo(enforced.controls());
        }

        @Test
        @DisplayName("out of scope judges nothing")
        void outOfScope() throws Exception {
            Decision decision = decide("out-of-scope, reason: A sandbox.", allowed());
            assertThat(decision.verdict()).isEqualTo(Verdict.OUT_OF_SCOPE);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.controls()).isEmpty();
        }
    }

    @Test
    @DisplayName("The same policy and evidence always give the same decision")
    void pure() {
        Scenario scenario = allowed().with(one -> one.reviews.clear());
        assertThat(scenario.decide()).isEqualTo(scenario.decide());
    }
}
