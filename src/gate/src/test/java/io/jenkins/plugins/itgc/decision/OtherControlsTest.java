package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static io.jenkins.plugins.itgc.decision.Scenario.commit;
import static io.jenkins.plugins.itgc.decision.Scenario.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.Check.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherControlsTest {
    private static void expect(Scenario scenario, String control, Outcome outcome, ReasonCode... codes) {
        assertThat(scenario.control(control).outcome()).isEqualTo(outcome);
        assertThat(scenario.codes(control)).containsExactly(codes);
        assertThat(scenario.decide().verdict())
                .isEqualTo(
                        switch (outcome) {
                            case FAIL -> Verdict.BLOCKED;
                            case NOT_DETERMINABLE -> Verdict.NOT_DETERMINABLE;
                            default -> Verdict.ALLOWED;
                        });
    }

    @Nested
    @DisplayName("Test evidence")
    class Tests {
        private static final String ID = "test-evidence";

        private Scenario with(Reading<TestTotals> totals) {
            return allowed().with(one -> one.tests = Scenario.tests(totals));
        }

        @Test
        @DisplayName("shows tests that were executed, and reports skipped ones")
        void executed() {
            expect(allowed(), ID, Outcome.PASS);
            assertThat(allowed().control(ID).seen()).containsExactly("12 executed, 1 skipped, in 1 file");
        }

        @Test
        @DisplayName("is no evidence where nothing was executed, something failed, or nothing was found")
        void notPassed() {
            expect(with(Reading.of(new TestTotals(0, 0, 0, 3))), ID, Outcome.FAIL, ReasonCode.TEST_NOT_EXECUTED);
            expect(with(Reading.of(new TestTotals(9, 1, 0, 0))), ID, Outcome.FAIL, ReasonCode.TEST_FAILED);
            expect(with(Reading.of(new TestTotals(9, 0, 1, 0))), ID, Outcome.FAIL, ReasonCode.TEST_FAILED);
            Scenario none = allowed().with(one -> one.tests = new TestEvidence("**/TEST-*.xml", List.of()));
            expect(none, ID, Outcome.FAIL, ReasonCode.TEST_NONE);
            assertThat(none.control(ID).reasons().get(0).detail()).isEqualTo("no file matched **/TEST-*.xml");
        }

        @Test
        @DisplayName("is not determinable where one file of several cannot be read")
        void unreadable() {
            Scenario scenario = allowed()
                    .with(one -> one.tests = new TestEvidence(
                            "*.xml",
                            List.of(
                                    new TestFile("a.xml", "ab", Reading.of(new TestTotals(5, 0, 0, 0))),
                                    new TestFile("b.xml", "", Reading.missing(ReasonCode.TEST_UNREADABLE, "HTML")))));
            expect(scenario, ID, Outcome.NOT_DETERMINABLE, ReasonCode.TEST_UNREADABLE);
        }

        @Test
        @DisplayName("is of the deployed commit")
        void otherCommit() {
            expect(allowed().with(one -> one.request.testCommit(Scenario.MERGED)), ID, Outcome.PASS);
            expect(
                    allowed().with(one -> one.request.testCommit(commit('9'))),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.TEST_OTHER_COMMIT);
        }

        @Test
        @DisplayName("is asked for unless the policy says otherwise")
        void notRequired() {
            Scenario scenario = allowed()
                    .policy("test-evidence: {required: false}")
                    .with(one -> one.tests = new TestEvidence("", List.of()));
            expect(scenario, ID, Outcome.NOT_APPLICABLE);
        }
    }

    @Nested
    @DisplayName("A rollback plan")
    class Rollback {
        private static final String ID = "rollback-plan";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "N/A",
                    "n/a.",
                    "none",
                    "None!",
                    "TBD",
                    "- TBD",
                    "*todo*",
                    "not applicable",
                    "",
                    "  ",
                    "...",
                    "-",
                    "N/A\nnone\n\nTBD"
                })
        @DisplayName("is not a placeholder")
        void boilerplate(String text) {
            expect(
                    allowed().with(one -> one.plans = List.of(plan(text))),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.ROLLBACK_PLAN_BOILERPLATE);
        }

        @Test
        @DisplayName("is not the untouched template")
        void template() {
            Scenario scenario = allowed()
                    .policy("rollback-plan: {placeholders: ['Describe how this change is rolled back, step by step.']}")
                    .with(one ->
                            one.plans = List.of(plan("Describe   how this change is **rolled back**, step by step")));
            expect(scenario, ID, Outcome.FAIL, ReasonCode.ROLLBACK_PLAN_BOILERPLATE);
        }

        @Test
        @DisplayName("is as long as the policy says")
        void length() {
            expect(
                    allowed().with(one -> one.plans = List.of(plan("Revert the commit."))),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.ROLLBACK_PLAN_TOO_SHORT);
            expect(
                    allowed()
                            .policy("rollback-plan: {minimum-length: 18}")
                            .with(one -> one.plans = List.of(plan("Revert the commit."))),
                    ID,
                    Outcome.PASS);
        }

        @Test
        @DisplayName("is one that says something, wherever it was found")
        void oneIsEnough() {
            Scenario scenario = allowed();
            scenario.plans = List.of(plan("N/A"), scenario.plans.get(0));
            expect(scenario, ID, Outcome.PASS);
            assertThat(scenario.control(ID).seen()).containsExactly("#412, section \"Rollback\", 69 characters");
        }

        @Test
        @DisplayName("must be there, and readable")
        void none() {
            Scenario none = allowed().with(one -> one.plans = List.of());
            expect(none, ID, Outcome.FAIL, ReasonCode.ROLLBACK_PLAN_NONE);
            assertThat(none.control(ID).reasons().get(0).detail())
                    .isEqualTo("looked in the request, the pull requests' section \"Rollback\"");
            expect(
                    allowed()
                            .with(one ->
                                    one.plans = List.of(Reading.missing(ReasonCode.FILE_UNREADABLE, "no such file"))),
                    ID,
                    Outcome.NOT_DETERMINABLE,
                    ReasonCode.FILE_UNREADABLE);
            expect(
                    allowed()
                            .with(one -> one.plans =
                                    List.of(Reading.missing(ReasonCode.FILE_OUTSIDE_WORKSPACE, "../../etc/passwd"))),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.FILE_OUTSIDE_WORKSPACE);
        }

        @Test
        void whereTheChangesCouldNotBeReadNobodyKnowsWhetherThereIsOne() {
            var unread = Scenario.allowed().with(scenario -> {
                scenario.plans = List.of();
                scenario.range = Reading.missing(ReasonCode.SERVER_UNREACHABLE, "GET x failed");
            });

            expect(unread, ID, Outcome.NOT_DETERMINABLE, ReasonCode.SERVER_UNREACHABLE);
        }
    }

    @Test
    @DisplayName("A risk and impact assessment is judged like a plan, where the policy asks for it")
    void risk() {
        expect(allowed(), "risk-assessment", Outcome.NOT_APPLICABLE);
        Scenario asked = allowed().policy("risk-assessment: {required: true, minimum-length: 10}");
        expect(asked, "risk-assessment", Outcome.FAIL, ReasonCode.RISK_ASSESSMENT_NONE);
        asked.risks = List.of(plan("none"));
        expect(asked, "risk-assessment", Outcome.FAIL, ReasonCode.RISK_ASSESSMENT_BOILERPLATE);
        asked.risks = List.of(plan("Rounding."));
        expect(asked, "risk-assessment", Outcome.FAIL, ReasonCode.RISK_ASSESSMENT_TOO_SHORT);
        asked.risks = List.of(plan("Only invoices with half cents are touched."));
        expect(asked, "risk-assessment", Outcome.PASS);
    }

    @Nested
    @DisplayName("Required checks")
    class Checks {
        private static final String ID = "required-checks";
        private static final String POLICY =
                "required-checks: [{name: codeql, app: github-advanced-security}, {name: build}]";

        private Scenario with(Check... checks) {
            return allowed().policy(POLICY).with(one -> one.checks = Optional.of(Reading.of(List.of(checks))));
        }

        private Check check(String name, String app, State state) {
            return new Check(name, app, state, state.name().toLowerCase(java.util.Locale.ROOT));
        }

        @Test
        @DisplayName("all succeeded, each by the app that the policy names")
        void all() {
            expect(
                    with(
                            check("codeql", "github-advanced-security", State.SUCCESS),
                            check("build", "jenkins", State.SUCCESS)),
                    ID,
                    Outcome.PASS);
            expect(
                    with(check("codeql", "somebody-else", State.SUCCESS), check("build", "", State.SUCCESS)),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.CHECK_MISSING);
        }

        @ParameterizedTest
        @CsvSource({"FAILURE, CHECK_FAILED", "PENDING, CHECK_PENDING"})
        @DisplayName("none failed or is pending, whoever reported it")
        void notSucceeded(State state, ReasonCode code) {
            expect(
                    with(
                            check("codeql", "github-advanced-security", State.SUCCESS),
                            check("build", "a", State.SUCCESS),
                            check("build", "b", state)),
                    ID,
                    Outcome.FAIL,
                    code);
        }

        @Test
        @DisplayName("are not determinable where they could not be read, and not asked for where the policy names none")
        void unread() {
            Scenario scenario = allowed().policy(POLICY);
            expect(scenario, ID, Outcome.NOT_DETERMINABLE, ReasonCode.ANSWER_INCOMPLETE);
            scenario.checks = Optional.of(Reading.missing(ReasonCode.NOT_PERMITTED, "403"));
            expect(scenario, ID, Outcome.NOT_DETERMINABLE, ReasonCode.NOT_PERMITTED);
            expect(allowed(), ID, Outcome.NOT_APPLICABLE);
        }
    }

    @Test
    @DisplayName("A promotion passed the lower environment before")
    void promotion() {
        Scenario scenario = allowed().policy("promotion: {from: staging}");
        expect(scenario, "promotion", Outcome.FAIL, ReasonCode.PROMOTION_NONE);
        scenario.promoted =
                Optional.of(new PriorDeployment(5, 4, Scenario.MERGED, Optional.empty(), Scenario.MERGED_AT));
        expect(scenario, "promotion", Outcome.PASS);
        expect(allowed(), "promotion", Outcome.NOT_APPLICABLE);
    }

    @Nested
    @DisplayName("The change window")
    class Window {
        private static final String ID = "change-window";
        private static final String WINDOWS =
                "change-window: {zone: Europe/Berlin, windows: [{days: [tue, wed], from: '09:00', to: '16:00'}, "
                        + "{days: [fri], from: '22:00', to: '02:00'}]}";

        @ParameterizedTest
        @CsvSource({
            "2026-11-03T08:00:00Z, PASS", // Tuesday 9:00 in Berlin
            "2026-11-03T07:59:59Z, FAIL",
            "2026-11-03T14:59:59Z, PASS",
            "2026-11-03T15:00:00Z, FAIL", // the end is outside
            "2026-11-02T10:00:00Z, FAIL", // Monday
            "2026-11-06T21:30:00Z, PASS", // Friday 22:30
            "2026-11-07T00:30:00Z, PASS", // the night after
            "2026-11-07T01:00:00Z, FAIL",
            "2026-11-06T00:30:00Z, FAIL", // the night before
            "2026-07-07T07:00:00Z, PASS" // summer time
        })
        @DisplayName("is open at its local times only")
        void windows(Instant at, Outcome outcome) {
            Scenario scenario = allowed().policy(WINDOWS).with(one -> one.now = at);
            assertThat(scenario.control(ID).outcome()).isEqualTo(outcome);
        }

        @Test
        @DisplayName("is shut in a freeze, from its start up to its end")
        void freeze() {
            Scenario scenario = allowed()
                    .policy("change-window: {freezes: [{name: year end, from: '2026-11-03T15:00:00Z', "
                            + "to: '2026-11-04T00:00:00Z'}]}");
            expect(scenario, ID, Outcome.FAIL, ReasonCode.FREEZE);
            scenario.now = Scenario.NOW.minusSeconds(1);
            expect(scenario, ID, Outcome.PASS);
            scenario.now = Instant.parse("2026-11-04T00:00:00Z");
            expect(scenario, ID, Outcome.PASS);
            expect(allowed(), ID, Outcome.NOT_APPLICABLE);
        }
    }

    @Nested
    @DisplayName("Separation of duties")
    class Separation {
        private static final String ID = "separation-of-duties";

        @Test
        @DisplayName("holds between approver and author, and between deployer and author")
        void holds() {
            expect(allowed(), ID, Outcome.PASS);
            Scenario scenario = allowed().with(one -> one.request.deployer(Identity.parse("jenkins:ann")));
            expect(
                    scenario.policy("separation-of-duties: {deployer-is-not: [author]}"),
                    ID,
                    Outcome.FAIL,
                    ReasonCode.SEPARATION_DEPLOYER_AUTHOR);
            expect(scenario.policy("separation-of-duties: {deployer-is-not: []}"), ID, Outcome.PASS);
        }

        @Test
        @DisplayName("is not determinable without a deployer")
        void unknownDeployer() {
            Scenario scenario = allowed()
                    .policy("separation-of-duties: {deployer-is-not: [author], approver-is-not: [author]}")
                    .with(one -> one.request.deployer(null));
            expect(scenario, ID, Outcome.NOT_DETERMINABLE, ReasonCode.DEPLOYER_UNKNOWN);
        }

        @Test
        @DisplayName("needs one separate approver, and names what spoke against the others where there is none")
        void oneIsEnough() {
            Scenario scenario = allowed();
            scenario.reviews.add(Scenario.review("ann", io.jenkins.plugins.itgc.trace.Review.State.APPROVED));
            expect(scenario, ID, Outcome.PASS);
            assertThat(scenario.control(ID).seen()).containsExactly("#412: ben approved and took no other part");
            scenario.reviews.remove(0);
            assertThat(scenario.control(ID).reasons())
                    .extracting(Reason::detail)
                    .contains("ann is an author of #412");
        }
    }

    @Test
    @DisplayName("Every control has its own id and title")
    void ids() {
        var controls = allowed().decide().controls();
        assertThat(controls).hasSize(12);
        assertThat(controls).extracting(result -> result.id()).doesNotHaveDuplicates();
        assertThat(controls).extracting(result -> result.title()).doesNotHaveDuplicates();
        Consumer<String> named = id -> assertThat(id).matches("[a-z]+(-[a-z]+)*");
        assertThat(controls).allSatisfy(result -> named.accept(result.id()));
    }
}
