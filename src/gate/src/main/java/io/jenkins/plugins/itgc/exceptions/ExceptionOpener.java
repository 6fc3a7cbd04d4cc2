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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens what is an exception by itself: nobody has to notice it. Each has a key, and what was opened is not opened again, so
 * that it may be called at any time and as often as one likes.
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
     * @return the entries that were written; none where there was nothing new
     */
    public List<Entry> open(DeploymentLedger ledger, InstantSource clock, OpeningProgress progress) throws IOException {
        long size = ledger.ledger().size();
        List<ExceptionOpened> missing = missing(ledger.ledger(), clock.instant(), progress);
        var opened = new ArrayList<Entry>();
        // Looking takes its time, and others who test must not wait for it; what they opened meanwhile is left out.
        synchronized (ledger.testing()) {
            ExceptionRegister meanwhile = ExceptionRegister.read(ledger.ledger(), size);
            for (ExceptionOpened exception : missing) {
                if (!meanwhile.knows(exception.key())) {
                    opened.add(ledger.append(EntryKind.EXCEPTION_OPENED, exception));
                }
            }
        }
        return opened;
    }

    /** What would be opened now, in the order of time. */
    public List<ExceptionOpened> missing(Ledger ledger, Instant now, OpeningProgress progress) throws IOException {
        LocalDate due = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS);
        ExceptionRegister known = ExceptionRegister.read(ledger, ledger.firstNotBefore(from));
        Map<String, ExceptionOpened> missing = new LinkedHashMap<>();
        Stream.of(
                        new LedgerFindings(ledger, now, due).find(from, to, progress).stream(),
                        discrepancies.stream().flatMap(discrepancy -> exception(discrepancy, due)),
                        deviations.stream().map(deviation -> exception(deviation, due)))
                .flatMap(all -> all)
                .filter(exception -> !known.knows(exception.key()))
                .forEach(exception -> missing.putIfAbsent(exception.key(), exception));
        return missing.values().stream()
                .sorted(Comparator.comparing(ExceptionOpened::occurredAt).thenComparing(ExceptionOpened::key))
                .toList();
    }

    private static ExceptionOpened exception(Deviation deviation, LocalDate due) {
        return Subject.of(deviation)
                .exception(
                        Trigger.DEVIATION,
                        deviation.decision() + "/" + deviation.attribute(),
                        deviation.releasedAt(),
                        Optional.of(deviation.decision()),
                        deviation.seen(),
                        due)
                .of(deviation.attribute(), deviation.type());
    }

    private Stream<ExceptionOpened> exception(Discrepancy discrepancy, LocalDate due) {
        Optional<Long> entry = discrepancy.entry().isPresent()
                ? Optional.of(discrepancy.entry().getAsLong())
                : Optional.empty();
        return trigger(discrepancy.kind())
                .map(trigger -> Subject.of(discrepancy)
                        .exception(
                                trigger,
                                entry.map(String::valueOf).orElseGet(() -> Sha256.hex(discrepancy.id())),
                                discrepancy.at().orElse(from),
                                entry,
                                discrepancy.detail(),
                                due))
                .stream();
    }

    /** What went on although it was blocked is found in the ledger itself. */
    private static Optional<Trigger> trigger(Discrepancy.Kind kind) {
        return switch (kind) {
            case DEPLOYED_ALTHOUGH_BLOCKED -> Optional.empty();
            case UNREADABLE -> Optional.of(Trigger.UNREADABLE);
            case OVERRIDE_WITHOUT_DECISION -> Optional.of(Trigger.OVERRIDE_WITHOUT_DECISION);
            case REUSED_ID -> Optional.of(Trigger.REUSED_ID);
            case NOT_IN_LEDGER -> Optional.of(Trigger.NO_DECISION);
            case NOT_IN_SOURCE -> Optional.of(Trigger.NOT_IN_SOURCE);
        };
    }
}
