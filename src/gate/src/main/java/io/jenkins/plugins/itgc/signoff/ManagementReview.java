package io.jenkins.plugins.itgc.signoff;

import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.identity.OtherPerson;
import io.jenkins.plugins.itgc.identity.OtherPerson.Participant;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Management reviews the test of a period and signs it off. Whatever is still to be done keeps it from being signed off; all
 * of that is told together.
 */
public final class ManagementReview {
    /** Most characters of a statement. */
    public static final int LONGEST_STATEMENT = 4000;

    private static final int TOLD = 10;
    private static final Set<String> REVIEWED = Set.of(
            EntryKind.TEST_RESULT.text(),
            EntryKind.EXCEPTION_OPENED.text(),
            EntryKind.EXCEPTION_CHANGED.text(),
            EntryKind.SIGN_OFF.text());

    private final DeploymentLedger ledger;
    private final InstantSource clock;

    /**
     * @param clock the time of the sign-off
     */
    public ManagementReview(DeploymentLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Records a sign-off. Saying the same twice is recorded once.
     *
     * @param test what was reviewed
     * @param identities who is the same person, by the policy in force now
     * @param by who reviewed it; another person than the testers of its items
     * @param on the day of the review, in the period's zone: not before the period was over, and not ahead
     * @param statement what was looked at, and what follows
     * @throws SignOffException where items are untested, exceptions not opened or not owned, or whoever signs is not shown to
     *     be another person than the testers
     */
    public Entry signOff(ControlTest test, IdentityMap identities, Identity by, LocalDate on, String statement)
            throws SignOffException, IOException {
        String words = statement.strip();
        if (words.isEmpty() || words.length() > LONGEST_STATEMENT) {
            throw new SignOffException("a sign-off needs a statement of 1 to " + LONGEST_STATEMENT + " characters");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        requireDay(test.summary(), on, now);
        if (!test.isOf(ledger.ledger())) {
            throw new SignOffException("this ledger is not the one that was tested; name the ledger of the test");
        }
        long size = ledger.ledger().size();
        TestedWorksheet results = TestedWorksheet.of(test.worksheet(), ledger.ledger());
        List<ControlException> exceptions = exceptions(test);
        Optional<Entry> before = before(test, signOff(test, results, exceptions, by, on, words, now));
        if (before.isPresent()) {
            return before.get();
        }
        requireReady(test, results, exceptions, now);
        requireOther(identities, by, results);
        // Looking takes its time, and others who test must not wait for it.
        synchronized (ledger.testing()) {
            requireNothingSince(size);
            return ledger.append(EntryKind.SIGN_OFF, signOff(test, results, exceptions, by, on, words, now));
        }
    }

    private void requireNothingSince(long size) throws SignOffException, IOException {
        try (var since = ledger.ledger().entries(size, REVIEWED)) {
            if (since.findFirst().isPresent()) {
                throw new SignOffException(
                        "results, exceptions or another sign-off were recorded while this was looked at; sign off again");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void requireDay(Population population, LocalDate on, Instant now) throws SignOffException {
        LocalDate today = now.atZone(population.query().zone()).toLocalDate();
        if (on.isAfter(today)) {
            throw new SignOffException("the review cannot have been on " + on + ": today is " + today);
        }
        if (!on.isAfter(population.query().to())) {
            throw new SignOffException("the review cannot have been on " + on + ": the period ends on "
                    + population.query().to());
        }
    }

    /** Exceptions of the population's environments and services, and those of which neither is known. */
    private List<ControlException> exceptions(ControlTest test) throws IOException {
        Population population = test.summary();
        var register = ExceptionRegister.read(ledger.ledger(), ledger.ledger().firstNotBefore(population.start()));
        return register.of(population.start(), population.end()).stream()
                .filter(one -> population
                        .query()
                        .concerns(one.opened().service(), one.opened().environment()))
                .toList();
    }

    private SignOff signOff(
            ControlTest test,
            TestedWorksheet results,
            List<ControlException> exceptions,
            Identity by,
            LocalDate on,
            String statement,
            Instant now)
            throws IOException {
        Population population = test.summary();
        Checkpoint checkpoint = ledger.ledger().checkpoint().checkpoint();
        return new SignOff(
                on,
                by,
                statement,
                population.query().from(),
                population.query().to(),
                population.query().zone(),
                test.population().digest(),
                population.idsHash(),
                population.count(),
                test.sampleDigest(),
                test.worksheet().digest(),
                test.sample().size(),
                results.deviating(),
                exceptions.size(),
                exceptions.stream().filter(one -> one.status() != Status.CLOSED).count(),
                checkpoint.size(),
                checkpoint.root().base64(),
                now);
    }

    private Optional<Entry> before(ControlTest test, SignOff signOff) throws IOException {
        return SignOffs.of(ledger.ledger(), test.summary().frozenAt()).stream()
                .filter(filed -> filed.body().saysTheSameAs(signOff))
                .map(filed -> filed.entry())
                .findFirst();
    }

    private void requireReady(ControlTest test, TestedWorksheet results, List<ControlException> exceptions, Instant now)
            throws SignOffException, IOException {
        var open = new ArrayList<String>();
        if (!test.summary().ledger().intact()) {
            open.add("the ledger did not verify when the population was frozen; freeze it again from one that does");
        }
        told(results.untested(), "item is untested", "items are untested", "import the testers' results")
                .ifPresent(open::add);
        told(
                        results.voided(),
                        "item was found void and is still in the sample",
                        "items were found void and are still in the sample",
                        "void them in the sample, and test what replaces them")
                .ifPresent(open::add);
        told(unopened(test, results, now), "exception is not opened", "exceptions are not opened", "open them")
                .ifPresent(open::add);
        List<String> unowned = exceptions.stream()
                .filter(one -> one.status() == Status.UNOWNED)
                .map(one -> String.valueOf(one.number()))
                .toList();
        told(unowned, "exception has no owner", "exceptions have no owner", "assign each to somebody")
                .ifPresent(open::add);
        if (!open.isEmpty()) {
            throw new SignOffException("this period cannot be signed off yet:\n- " + String.join("\n- ", open));
        }
    }

    private List<String> unopened(ControlTest test, TestedWorksheet results, Instant now) throws IOException {
        Population population = test.summary();
        try (var discrepancies = test.population().discrepancies()) {
            var opener = new ExceptionOpener(
                    population.start(), population.end(), results.deviations(), discrepancies.toList());
            return opener.missing(ledger.ledger(), now, OpeningProgress.NONE).stream()
                    .filter(found -> population
                            .query()
                            .concerns(found.subject().service(), found.subject().environment()))
                    .map(found -> found.finding().key())
                    .toList();
        }
    }

    private static Optional<String> told(List<String> all, String one, String more, String remedy) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String named = all.stream().limit(TOLD).collect(Collectors.joining(", "));
        return Optional.of(all.size() + " " + (all.size() == 1 ? one : more) + " (" + named
                + (all.size() > TOLD ? ", …" : "") + "); " + remedy);
    }

    private static void requireOther(IdentityMap identities, Identity by, TestedWorksheet results)
            throws SignOffException {
        List<Participant> testers = results.testers().stream()
                .map(tester -> new Participant(tester, "tested items of it"))
                .toList();
        Optional<String> objection = new OtherPerson(identities, "sign it off").objection(by, testers);
        if (objection.isPresent()) {
            throw new SignOffException(objection.get());
        }
    }
}
