package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionFilter;
import io.jenkins.plugins.itgc.history.DecisionPage;
import io.jenkins.plugins.itgc.history.DecisionPages;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DecisionSummary;
import io.jenkins.plugins.itgc.history.DeploymentHistory;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decisions of a ledger, page by page. */
class DecisionPagesTest {
    private static final Policy EMERGENCIES = PolicyText.with("emergency: {allowed: true, who: [dora]}");

    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private DecisionPage page(DecisionFilter filter, OptionalLong before, int size) throws IOException {
        return new DecisionPages(world.ledger, 20_000).page(filter, before, size);
    }

    private List<Long> found(DecisionFilter filter) throws IOException {
        return indexes(page(filter, OptionalLong.empty(), 50));
    }

    private static List<Long> indexes(DecisionPage page) {
        return page.decisions().stream().map(DecisionSummary::index).toList();
    }

    private static DecisionFilter resolutions(Resolution... wanted) {
        return new DecisionFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(wanted),
                Optional.empty());
    }

    private static DecisionFilter period(Instant from, Instant to) {
        return new DecisionFilter(
                Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(to), Set.of(), Optional.empty());
    }

    private long override(Recorded blocked) throws Exception {
        return world.gate
                .override(world.policy, blocked.entry().index(), Identity.parse("jenkins:carla"), "It burns.")
                .index();
    }

    @Test
    @DisplayName("a row says what was decided, on what, for whom, and how it ended")
    void row() throws Exception {
        CommitId commit = world.approvedChange();
        Recorded allowed = world.deploy(world.request(commit).buildUrl("https://ci.example/job/pay/7/"));

        DecisionSummary row =
                page(DecisionFilter.ALL, OptionalLong.empty(), 50).decisions().get(0);

        assertThat(row)
                .isEqualTo(new DecisionSummary(
                        allowed.entry().index(),
                        allowed.entry().time(),
                        "payments-api",
                        "production",
                        commit.hex(),
                        Resolution.ALLOWED,
                        Optional.of("jenkins:dora"),
                        List.of(1),
                        List.of(),
                        List.of(),
                        Optional.of(Outcome.SUCCESS),
                        Optional.of("https://ci.example/job/pay/7/"),
                        allowed.entry().leafHash().hex()));
    }

    @Test
    @DisplayName("each way to come out is told apart, and can be asked for")
    void resolutions() throws Exception {
        CommitId good = world.approvedChange();
        CommitId bad = world.unapprovedChange();
        long allowed = world.decide(good).entry().index();
        Recorded blocked = world.decide(bad);
        long observed = world.decide(world.request(bad, "preview")).entry().index();
        long outOfScope = world.decide(world.request(bad, "sandbox")).entry().index();
        Recorded overridden = world.decide(bad);
        override(overridden);
        world.policy = EMERGENCIES;
        long emergency = world.decide(world.request(bad)
                        .changeType(ChangeType.EMERGENCY)
                        .justification("Incident 4711 allows no wait."))
                .entry()
                .index();

        assertThat(found(resolutions(Resolution.ALLOWED))).containsExactly(allowed);
        assertThat(found(resolutions(Resolution.BLOCKED)))
                .containsExactly(blocked.entry().index());
        assertThat(found(resolutions(Resolution.OBSERVED))).containsExactly(observed);
        assertThat(found(resolutions(Resolution.OUT_OF_SCOPE))).containsExactly(outOfScope);
        assertThat(found(resolutions(Resolution.EMERGENCY, Resolution.OVERRIDDEN)))
                .containsExactly(emergency, overridden.entry().index());
        assertThat(found(DecisionFilter.ALL)).hasSize(6);
    }

    @Test
    @DisplayName("service, environment, reason and period narrow the list; a waived reason is no reason")
    void filters() throws Exception {
        CommitId bad = world.unapprovedChange();
        long production = world.decide(bad).entry().index();
        Instant between =
                world.ledger.ledger().entry(production).orElseThrow().time().plusMillis(1);
        Thread.sleep(2);
        long staging = world.decide(world.request(bad, "staging")).entry().index();

        assertThat(found(new DecisionFilter(
                        Optional.of("payments-api"),
                        Optional.of("staging"),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.of(ReasonCode.APPROVAL_NONE))))
                .containsExactly(staging);
        assertThat(found(new DecisionFilter(
                        Optional.of("orders"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty())))
                .isEmpty();
        assertThat(page(DecisionFilter.ALL, OptionalLong.empty(), 50).decisions())
                .as("a note is no reason")
                .allSatisfy(row -> assertThat(row.reasons()).containsExactly("APPROVAL_NONE"));
        assertThat(found(period(between, Instant.MAX))).containsExactly(staging);
        assertThat(found(period(Instant.MIN, between))).containsExactly(production);
    }

    @Test
    @DisplayName("pages follow one another without gap or repetition, and the last one has none after it")
    void pages() throws Exception {
        CommitId commit = world.approvedChange();
        var all = new ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            all.add(0, world.deploy(commit).entry().index());
        }

        var seen = new ArrayList<Long>();
        OptionalLong before = OptionalLong.empty();
        int pages = 0;
        do {
            DecisionPage page = page(DecisionFilter.ALL, before, 3);
            seen.addAll(indexes(page));
            before = page.older();
            pages++;
        } while (before.isPresent());

        assertThat(seen).containsExactlyElementsOf(all);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "a rare decision is not looked for beyond the bound: the page says how far it looked, and goes on there")
    void bound() throws Exception {
        Recorded rare = world.decide(world.unapprovedChange());
        CommitId commit = world.approvedChange();
        for (int i = 0; i < 5; i++) {
            world.decide(world.request(commit, "staging"));
        }
        var pages = new DecisionPages(world.ledger, 3);
        DecisionFilter blocked = new DecisionFilter(
                Optional.empty(),
                Optional.of("production"),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty());

        DecisionPage first = pages.page(blocked, OptionalLong.empty(), 50);
        DecisionPage second = pages.page(blocked, first.older(), 50);

        assertThat(first.decisions()).isEmpty();
        assertThat(first.lookedBackTo())
                .contains(world.ledger
                        .ledger()
                        .entry(first.older().orElseThrow())
                        .orElseThrow()
                        .time());
        assertThat(indexes(second)).containsExactly(rare.entry().index());
    }

    @Test
    @DisplayName("what followed a decision that the history has forgotten is looked for after it")
    void forgotten() throws Exception {
        CommitId bad = world.unapprovedChange();
        Recorded old = world.decide(bad);
        override(old);
        world.result(old, Outcome.FAILURE);
        for (int i = 0; i < DeploymentHistory.REMEMBERED_DECISIONS; i++) {
            world.ledger.append(EntryKind.DECISION, new DecisionRecord(old.decision(), old.evidence()));
        }
        var pages = new DecisionPages(world.ledger, 20_000);

        DecisionSummary row = pages.page(
                        DecisionFilter.ALL, OptionalLong.of(old.entry().index() + 1), 50)
                .decisions()
                .get(0);
        AuditTrail trail = pages.about(old.entry().index());

        assertThat(world.ledger.about(old.entry().index())).isEmpty();
        assertThat(row.resolution()).isEqualTo(Resolution.OVERRIDDEN);
        assertThat(row.outcome()).contains(Outcome.FAILURE);
        assertThat(trail.override()).isPresent();
        assertThat(trail.result().orElseThrow().body().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(trail.review()).isEmpty();
    }
}
