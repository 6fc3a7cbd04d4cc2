package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.AuditTrails;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.PolicyEntries;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.PolicyVersion;
import io.jenkins.plugins.itgc.signoff.ScopeInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which entries of a ledger a test is about: the decisions of its items and what followed them, the policies that decided and
 * those in force in the period, the tester's results, the period's exceptions, and the sign-offs.
 */
final class EntriesOfTest {
    private static final Set<String> ABOUT_TESTS = Set.of(EntryKind.TEST_RESULT.text(), EntryKind.SIGN_OFF.text());

    private final Ledger ledger;
    private final ControlTest test;
    private final BundleProgress progress;
    private final SortedSet<Long> indexes = new TreeSet<>();

    private EntriesOfTest(Ledger ledger, ControlTest test, BundleProgress progress) {
        this.ledger = ledger;
        this.test = test;
        this.progress = progress;
    }

    static SortedSet<Long> of(Ledger ledger, ControlTest test, BundleProgress progress) throws IOException {
        var entries = new EntriesOfTest(ledger, test, progress);
        entries.items();
        entries.policiesInForce();
        entries.exceptions();
        entries.aboutTheTest();
        return entries.indexes;
    }

    private void items() throws IOException {
        List<Item> items = test.items();
        Map<Long, Boolean> decisions = new TreeMap<>();
        items.forEach(item -> decisions.put(item.decision(), item.stratum() != Stratum.STANDARD));
        long total = ledger.size();
        AuditTrails trails = AuditTrails.of(ledger, decisions, index -> progress.done("entries read", index, total));
        var policies = new PolicyEntries(ledger);
        for (Item item : items) {
            indexes.add(item.decision());
            item.override().ifPresent(indexes::add);
            add(trails.about(item.decision()));
            Optional<Entry> decision = ledger.entry(item.decision());
            if (decision.isPresent()) {
                String hash = decision.get().body().at("/decision/policyHash").asText();
                policies.find(hash, item.decision()).ifPresent(this::add);
            }
        }
    }

    private void add(AuditTrail trail) {
        Stream.<Optional<? extends Filed<?>>>of(
                        trail.start(), trail.result(), trail.override(), trail.rejection(), trail.review())
                .flatMap(Optional::stream)
                .forEach(this::add);
    }

    private void add(Filed<?> filed) {
        indexes.add(filed.entry().index());
    }

    private void policiesInForce() throws IOException {
        ScopeInForce.of(ledger, test.summary().start(), test.summary().end()).versions().stream()
                .map(PolicyVersion::entry)
                .forEach(indexes::add);
    }

    private void exceptions() throws IOException {
        Instant start = test.summary().start();
        ExceptionRegister register = ExceptionRegister.read(ledger, ledger.firstNotBefore(start));
        for (ControlException exception : register.of(start, test.summary().end())) {
            indexes.add(exception.number());
            indexes.addAll(exception.changes());
        }
    }

    /** Results and sign-offs name their population; they come after it was frozen. */
    private void aboutTheTest() throws IOException {
        long from = ledger.firstNotBefore(test.summary().frozenAt());
        try (Stream<Entry> entries = ledger.entries(from, ABOUT_TESTS)) {
            entries.filter(entry -> entry.body()
                            .path("population")
                            .asText()
                            .equals(test.population().digest()))
                    .map(Entry::index)
                    .forEach(indexes::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
