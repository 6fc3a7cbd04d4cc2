package io.jenkins.plugins.itgc.worksheet.attribute;

import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.A;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.B;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.C;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.D;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.E;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.F;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.G;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.H;
import static io.jenkins.plugins.itgc.worksheet.attribute.Attribute.I;
import static io.jenkins.plugins.itgc.worksheet.attribute.Result.FAIL;
import static io.jenkins.plugins.itgc.worksheet.attribute.Result.NOT_APPLICABLE;
import static io.jenkins.plugins.itgc.worksheet.attribute.Result.NOT_DETERMINABLE;
import static io.jenkins.plugins.itgc.worksheet.attribute.Result.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each attribute by what it asks for, on one deployment that is changed in the point in question. */
class AttributesTest {
    private static Map<Attribute, Result> results(Tested tested) throws Exception {
        var results = new EnumMap<Attribute, Result>(Attribute.class);
        tested.judge().forEach(judgement -> results.put(judgement.attribute(), judgement.result()));
        return results;
    }

    private static Map<Attribute, Result> results(Consumer<Scenario> change) throws Exception {
        return results(Tested.of(Scenario.allowed().with(change)));
    }

    private static Judgement judged(Attribute attribute, Consumer<Scenario> change) throws Exception {
        return Tested.of(Scenario.allowed().with(change)).judge(attribute);
    }

    @Test
    @DisplayName("a deployment with all its evidence shows every attribute, and no emergency")
    void all() throws Exception {
        var results = results(scenario -> {});

        assertThat(results)
                .containsExactlyInAnyOrderEntriesOf(new EnumMap<>(Map.of(
                        A, PASS, B, PASS, C, PASS, D, PASS, E, PASS, F, PASS, G, PASS, H, NOT_APPLICABLE, I, PASS)));
    }

    @Test
    @DisplayName("each judgement says what it saw and where it can be looked up")
    void evidence() throws Exception {
        var tested = Tested.of(Scenario.allowed());

        assertThat(tested.judge(A).references())
                .contains("https://github.example/acme/payments-api/pull/412", "entry 8");
        assertThat(tested.judge(B).evidence()).contains("#412: approved by ben (write), 2026-11-03 14:02 UTC");
        assertThat(tested.judge(B).references())
                .contains("https://github.example/acme/payments-api/pull/412#pullrequestreview-1 2026-11-03T14:02:00Z");
        assertThat(tested.judge(C).evidence()).contains("github:ben, a human, had \"write\"");
        assertThat(tested.judge(D).evidence()).contains("github:ben approved #412", "github:ann (an author of #412)");
        assertThat(tested.judge(E).evidence()).isEqualTo("12 executed, 0 failed, 1 skipped, of bbbbbbb");
        assertThat(tested.judge(E).references()).contains("TEST-a.xml sha256:ab");
        assertThat(tested.judge(F).references())
                .anyMatch(reference -> reference.matches("#412, .* sha256:[0-9a-f]{64}"));
        assertThat(tested.judge(I).evidence()).contains("success", "decided again alike", "tree of 9 entries");
    }

    @Test
    @DisplayName("a direct push has no change record, no approval, and is a commit that nothing covers")
    void directPush() throws Exception {
        var results = results(scenario -> scenario.commits.set(
                0,
                new TracedCommit(
                        Scenario.MERGED,
                        List.of(),
                        List.of(new Reason(ReasonCode.DIRECT_PUSH, "bbbbbbb", "pushed")),
                        List.of())));

        assertThat(results).containsEntry(A, FAIL).containsEntry(B, FAIL).containsEntry(G, FAIL);
        assertThat(results).containsEntry(C, NOT_APPLICABLE).containsEntry(D, NOT_APPLICABLE);
    }

    @Test
    @DisplayName("nobody's approval: B is a deviation, and there is nobody whose authority can be judged")
    void unapproved() throws Exception {
        var results = results(scenario -> scenario.reviews.clear());

        assertThat(results).containsEntry(A, PASS).containsEntry(B, FAIL).containsEntry(C, NOT_APPLICABLE);
    }

    @Test
    @DisplayName("an approval after the merge came too late, and is otherwise right")
    void late() throws Exception {
        var results = results(scenario -> scenario.reviews.set(
                0,
                new Review(
                        1,
                        Optional.of(new Account("ben", false)),
                        Review.State.APPROVED,
                        Optional.of(Scenario.HEAD),
                        Optional.of(Scenario.NOW.minusSeconds(60)))));

        assertThat(results)
                .containsEntry(B, FAIL)
                .containsEntry(C, PASS)
                .containsEntry(D, PASS)
                .containsEntry(G, PASS);
    }

    @Test
    @DisplayName(
            "a bot, and somebody without write permission, are not authorized; unread permission is not determinable")
    void approver() throws Exception {
        assertThat(judged(C, scenario -> scenario.reviews.set(0, Scenario.review("ci[bot]", Review.State.APPROVED)))
                        .result())
                .isEqualTo(FAIL);
        assertThat(judged(C, scenario -> scenario.permissions.put("ben", Reading.of(new Permission("read")))))
                .returns(FAIL, Judgement::result);
        assertThat(judged(
                                C,
                                scenario -> scenario.permissions.put(
                                        "ben", Reading.missing(ReasonCode.SERVER_TIMEOUT, "no answer")))
                        .result())
                .isEqualTo(NOT_DETERMINABLE);
    }

    @Test
    @DisplayName("the author, or the deployer, approves: D, whatever the policy allows")
    void self() throws Exception {
        assertThat(judged(D, scenario -> scenario.policy("separation-of-duties: {approver-is-not: []}")
                                .reviews
                                .set(0, Scenario.review("ann", Review.State.APPROVED)))
                        .result())
                .isEqualTo(FAIL);
        assertThat(judged(D, scenario -> scenario.request.deployer(Identity.gitHub("ben")))
                        .result())
                .isEqualTo(FAIL);
        assertThat(judged(D, scenario -> scenario.request.deployer(null)).result())
                .isEqualTo(NOT_DETERMINABLE);
    }

    @Test
    @DisplayName("an approval of an earlier revision does not cover what was merged, also where the policy accepts it")
    void stale() throws Exception {
        Consumer<Scenario> stale = scenario -> scenario.reviews.set(
                0,
                new Review(
                        1,
                        Optional.of(new Account("ben", false)),
                        Review.State.APPROVED,
                        Optional.of(Scenario.commit('e')),
                        Optional.of(Scenario.APPROVED_AT)));

        assertThat(results(stale)).containsEntry(G, FAIL).containsEntry(B, PASS);
        assertThat(results(stale.andThen(scenario -> scenario.policy("approved-change: {stale-approvals: accept}"))))
                .containsEntry(G, FAIL);
    }

    @Test
    @DisplayName("one person's rank does not make good another one's lateness: the approvals relied on are one set")
    void oneSet() throws Exception {
        var results = results(scenario -> {
            scenario.reviews.clear();
            scenario.reviews.add(Scenario.review("ci[bot]", Review.State.APPROVED));
            scenario.reviews.add(new Review(
                    2,
                    Optional.of(new Account("carla", false)),
                    Review.State.APPROVED,
                    Optional.of(Scenario.HEAD),
                    Optional.of(Scenario.NOW.minusSeconds(60))));
        });

        assertThat(List.of(results.get(B), results.get(C))).contains(FAIL);
    }

    @Test
    @DisplayName("failed, unread and missing tests")
    void tests() throws Exception {
        assertThat(judged(E, scenario -> scenario.tests = Scenario.tests(Reading.of(new TestTotals(3, 1, 0, 0)))))
                .returns(FAIL, Judgement::result);
        assertThat(judged(E, scenario -> scenario.tests = Scenario.tests(Reading.of(new TestTotals(0, 0, 0, 5)))))
                .returns(FAIL, Judgement::result);
        assertThat(judged(
                                E,
                                scenario -> scenario.tests =
                                        Scenario.tests(Reading.missing(ReasonCode.TEST_UNREADABLE, "broken")))
                        .result())
                .isEqualTo(NOT_DETERMINABLE);
        assertThat(judged(E, scenario -> scenario.request.testCommit(Scenario.commit('f')))
                        .result())
                .isEqualTo(FAIL);
    }

    @Test
    @DisplayName("a placeholder is no plan; a text that is not that of its digest is none either")
    void plan() throws Exception {
        assertThat(judged(F, scenario -> scenario.plans = List.of(Scenario.plan("N/A")))
                        .result())
                .isEqualTo(FAIL);
        assertThat(judged(
                                F,
                                scenario -> scenario.plans =
                                        List.of(Reading.of(new Passage("request", "x".repeat(60), 60, "ab"))))
                        .evidence())
                .contains("not that of its digest");
        assertThat(judged(F, scenario -> scenario.policy("rollback-plan: {required: false}"))
                        .result())
                .isEqualTo(NOT_APPLICABLE);
    }

    @Test
    @DisplayName("a range that could not be read leaves A, B, C, D and G not determinable")
    void unreadRange() throws Exception {
        var results = results(scenario -> {
            scenario.range = Reading.missing(ReasonCode.SERVER_ERROR, "500");
            scenario.commits.clear();
        });

        assertThat(results.entrySet().stream()
                        .filter(entry -> entry.getValue() == NOT_DETERMINABLE)
                        .map(Map.Entry::getKey))
                .containsExactly(A, B, C, D, G);
    }

    @Test
    @DisplayName("a redeployment points to what let it go on before")
    void redeployment() throws Exception {
        var tested = Tested.of(Scenario.allowed().with(scenario -> {
            scenario.range = Reading.of(new Range(
                    Range.Kind.IDENTICAL,
                    Optional.of(Scenario.MERGED),
                    Scenario.MERGED,
                    Optional.empty(),
                    Reading.of(List.of())));
            scenario.commits.clear();
        }));

        assertThat(tested.judge(A)).returns(PASS, Judgement::result);
        assertThat(tested.judge(A).references()).contains("entry 6");
        assertThat(tested.judge(B)).returns(NOT_APPLICABLE, Judgement::result);
    }

    private static Scenario emergency() {
        return Scenario.allowed()
                .policy("emergency: {allowed: true, who: [dora], review-within-business-days: 2}")
                .with(scenario -> {
                    scenario.reviews.clear();
                    scenario.request.changeType(ChangeType.EMERGENCY).justification("Payments are refused.");
                });
    }

    @Test
    @DisplayName("an emergency reviewed in time: H is shown, and the missing approval is no deviation, but told")
    void reviewed() throws Exception {
        var tested = Tested.of(emergency()).reviewed("github:carla", true, Scenario.NOW.plusSeconds(3600));

        assertThat(results(tested)).containsEntry(H, PASS).containsEntry(B, NOT_APPLICABLE);
        assertThat(tested.judge(B).evidence()).startsWith("reviewed afterwards instead, see H. Beforehand: ");
        assertThat(tested.judge(H).references()).contains("entry 11");
    }

    @Test
    @DisplayName("without a timely, accepting review by another person the exemption falls: H and B are deviations")
    void exemptionFalls() throws Exception {
        assertThat(results(Tested.of(emergency()))).containsEntry(H, FAIL).containsEntry(B, FAIL);
        assertThat(results(Tested.of(emergency()).reviewed("github:carla", true, Scenario.NOW.plusSeconds(864_000))))
                .containsEntry(H, FAIL)
                .containsEntry(B, FAIL);
        assertThat(results(Tested.of(emergency()).reviewed("github:carla", false, Scenario.NOW.plusSeconds(60))))
                .containsEntry(H, FAIL);
        assertThat(results(Tested.of(emergency()).reviewed("github:dora", true, Scenario.NOW.plusSeconds(60))))
                .containsEntry(H, FAIL);
        assertThat(results(Tested.of(emergency()).reviewed("email:x@example.com", true, Scenario.NOW.plusSeconds(60))))
                .containsEntry(H, NOT_DETERMINABLE);
    }

    @Test
    @DisplayName("a review that is not due yet is not determinable, and says until when")
    void notDueYet() throws Exception {
        var tested = Tested.of(emergency());
        tested.asOf = Scenario.NOW.plusSeconds(60);

        assertThat(tested.judge(H)).returns(NOT_DETERMINABLE, Judgement::result);
        assertThat(tested.judge(H).evidence()).contains("owed until 2026-11-06 00:00 UTC");
    }

    @Test
    @DisplayName("an override makes good the approval it was given for, not the tests that failed")
    void override() throws Exception {
        var tested = Tested.of(Scenario.allowed().with(scenario -> {
                    scenario.reviews.clear();
                    scenario.tests = Scenario.tests(Reading.of(new TestTotals(3, 1, 0, 0)));
                }))
                .overridden("github:carla", "INC-1 burns.")
                .reviewed("github:ben", true, Scenario.NOW.plusSeconds(60));

        assertThat(results(tested))
                .containsEntry(H, PASS)
                .containsEntry(B, NOT_APPLICABLE)
                .containsEntry(E, FAIL)
                .containsEntry(I, PASS);
    }

    @Test
    @DisplayName("a verdict that does not follow from the evidence is found, whatever it says")
    void forgedVerdict() throws Exception {
        var scenario = Scenario.allowed().with(one -> one.reviews.clear());
        Decision blocked = scenario.decide();
        var tested = Tested.of(scenario);
        tested.made = Optional.of(new DecisionRecord(
                new Decision(
                        Verdict.ALLOWED, blocked.mode(), blocked.policyHash(), List.of(), List.of(), Optional.empty()),
                scenario.evidence()));

        assertThat(tested.judge(I)).returns(FAIL, Judgement::result);
        assertThat(tested.judge(I).evidence()).contains("says BLOCKED", "says ALLOWED");
        assertThat(tested.judge(B)).returns(FAIL, Judgement::result);
    }

    @Test
    @DisplayName("another commit deployed, no result, a proof that does not hold, a decision that blocked")
    void deployed() throws Exception {
        var tested = Tested.of(Scenario.allowed());
        ResultRecord result = tested.recordedResult();
        var other = new ResultRecord(
                8,
                result.deploymentId(),
                result.service(),
                result.environment(),
                Scenario.commit('d'),
                Optional.of("sha256:1"),
                true,
                result.outcome(),
                result.startedAt(),
                result.endedAt());

        assertThat(tested.result(other).judge(I).evidence())
                .contains("commit decided on: bbbb", "artifact decided on: none");
        assertThat(tested.withoutResult().judge(I)).returns(NOT_DETERMINABLE, Judgement::result);
        tested.proof = new Proof(false, "entry 8 is not the one that was frozen");
        assertThat(tested.judge(I)).returns(FAIL, Judgement::result);
        assertThat(Tested.of(Scenario.allowed().with(one -> one.reviews.clear()))
                        .judge(I)
                        .evidence())
                .isEqualTo("neither the gate nor a person let it go on");
    }

    @Test
    @DisplayName("without the policy that decided nothing can be judged")
    void noPolicy() throws Exception {
        var tested = Tested.of(Scenario.allowed());
        tested.withPolicy = false;

        assertThat(results(tested).values()).containsOnly(NOT_DETERMINABLE);
    }

    @Test
    @DisplayName("tickets: approved by somebody known after the merge; a ticket approved before it names no revision")
    void tickets() throws Exception {
        Consumer<Scenario> ticketed = scenario -> scenario.policy(
                        "approved-change: {accept: ticket}, tickets: {projects: [PAY], approved-statuses: [Approved]}")
                .ticket(Scenario.ticket());

        var results = results(ticketed);

        assertThat(results).containsEntry(A, PASS).containsEntry(B, PASS).containsEntry(C, PASS);
        assertThat(results).containsEntry(G, NOT_DETERMINABLE);
    }
}
