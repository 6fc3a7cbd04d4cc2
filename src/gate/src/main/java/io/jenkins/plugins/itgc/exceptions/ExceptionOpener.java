package io.jenkins.plugins.itgc.exceptions;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Discrepancy;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Opens what is an exception by itself: nobody has to notice it. All that is found of a deployment is one exception; what is
 * found of it later joins that while it is not closed. Each finding has a key, and what was found is not found again, so that
 * it may be called at any time and as often as one likes.
 *
 * @param from the first moment of the period
 * @param to the first moment after it
 * @param deviations attributes that items of the period's sample do not show
 * @param discrepancies what keeps the period's population from being complete and accurate
 */
public record ExceptionOpener(
        Instant from, Instant to, Collection<Deviation> deviations, Collection<Discrepancy> discrepancies) {
    /** Days until an exception should be closed, unless somebody says otherwise. */
    public static final int DAYS = 30;

    public ExceptionOpener {
        deviations = List.copyOf(deviations);
        discrepancies = List.copyOf(discrepancies);
    }

    /**
     * Opens all that are not open yet.
     *
     * @return the entries that were written, which open an exception or say what more was found; none where there was nothing
     *     new
     */
    public List<Entry> open(DeploymentLedger ledger, InstantSource clock, OpeningProgress progress) throws IOException {
        List<Found> found = find(ledger.ledger(), clock.instant(), progress);
        // Looking takes its time, and others who test must not wait for it: what they recorded meanwhile is looked at
        // again.
        while (true) {
            long size = ledger.ledger().size();
            ExceptionRegister known = known(ledger.ledger());
            synchronized (ledger.testing()) {
                if (ExceptionRegister.isUnchangedSince(ledger.ledger(), size)) {
                    return record(known.missing(found), known, ledger, clock.instant());
                }
            }
        }
    }

    /** What is found now, and no exception is about it yet. */
    public List<Found> missing(Ledger ledger, Instant now, OpeningProgress progress) throws IOException {
        return known(ledger).missing(find(ledger, now, progress));
    }

    private ExceptionRegister known(Ledger ledger) throws IOException {
        return ExceptionRegister.read(ledger, ledger.firstNotBefore(from));
    }

    private List<Found> find(Ledger ledger, Instant now, OpeningProgress progress) throws IOException {
        var found = new ArrayList<>(new LedgerFindings(ledger, now).find(from, to, progress));
        for (Discrepancy discrepancy : discrepancies) {
            found.add(of(discrepancy, ledger, from));
        }
        deviations.forEach(deviation -> found.add(deviation.found()));
        return found;
    }

    private static List<Entry> record(
            List<Found> missing, ExceptionRegister known, DeploymentLedger ledger, Instant now) throws IOException {
        LocalDate due = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        var written = new ArrayList<Entry>();
        for (List<Found> deployment : Found.byDeployment(missing)) {
            Optional<ControlException> open = known.open(deployment.get(0).subject());
            written.add(
                    open.isPresent()
                            ? ledger.append(
                                    EntryKind.EXCEPTION_CHANGED,
                                    new ExceptionChanged.FoundMore(
                                            open.get().number(),
                                            at,
                                            deployment.stream()
                                                    .map(Found::finding)
                                                    .toList()))
                            : ledger.append(EntryKind.EXCEPTION_OPENED, Found.exception(deployment, due)));
        }
        return written;
    }

    /**
     * What a discrepancy of a population shows.
     *
     * @param from the first moment of the population's period, to which it belongs where its own time is not known
     */
    public static Found of(Discrepancy discrepancy, Ledger ledger, Instant from) throws IOException {
        Optional<Long> entry = discrepancy.entry().isPresent()
                ? Optional.of(discrepancy.entry().getAsLong())
                : Optional.empty();
        Subject subject = Subject.of(discrepancy);
        if (discrepancy.kind() == Discrepancy.Kind.DEPLOYED_ALTHOUGH_BLOCKED && entry.isPresent()) {
            // Its decision is known, and the ledger itself may show the same.
            Optional<Entry> shown = ledger.entry(entry.get());
            subject = shown.isPresent() ? Subject.of(shown.get(), ledger) : subject;
        }
        return subject.found(
                trigger(discrepancy.kind()),
                subject.decision().or(() -> entry).map(String::valueOf).orElseGet(() -> Sha256.hex(discrepancy.id())),
                discrepancy.at().orElse(from),
                entry,
                discrepancy.detail());
    }

    private static Trigger trigger(Discrepancy.Kind kind) {
        return switch (kind) {
            case DEPLOYED_ALTHOUGH_BLOCKED -> Trigger.DEPLOYED_ALTHOUGH_BLOCKED;
            case UNREADABLE -> Trigger.UNREADABLE;
            case OVERRIDE_WITHOUT_DECISION -> Trigger.OVERRIDE_WITHOUT_DECISION;
            case REUSED_ID -> Trigger.REUSED_ID;
            case NOT_IN_LEDGER -> Trigger.NO_DECISION;
            case NOT_IN_SOURCE -> Trigger.NOT_IN_SOURCE;
        };
    }
}
