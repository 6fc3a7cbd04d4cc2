package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.verify.Finding;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.PeriodReader;
import io.jenkins.plugins.itgc.ledger.verify.PeriodReport;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.text.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Freezes the deployments of a period: reads the period's part of a ledger once, in several threads, and writes the files of a
 * {@link Population} as it goes. Memory does not grow with the ledger; it grows by some 50 bytes for each deployment of the
 * period, to find ids that are there twice.
 */
public final class PopulationFreezer {
    private static final int TOLD_FINDINGS = 5;

    private final Path ledger;
    private final InstantSource clock;
    private final VerifyProgress progress;

    /**
     * @param ledger the ledger's directory; it is only read, also while somebody writes to it
     */
    public PopulationFreezer(Path ledger, InstantSource clock, VerifyProgress progress) {
        this.ledger = ledger;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Freezes a population. Where this throws, or the thread is interrupted, nothing is left of it.
     *
     * @param target the directory to write, which must not be there yet
     * @throws PopulationException where the period is not over, nothing was deployed in it, the target is there, or the source
     *     cannot be read
     * @throws LedgerException where the ledger cannot be read, or does not verify
     */
    public Population freeze(PopulationQuery query, FreezeOptions options, Path target)
            throws PopulationException, IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        requireOver(query, now);
        if (Files.exists(target)) {
            throw new PopulationException(
                    target + " is there already. What was frozen is never overwritten; name another directory.");
        }
        var draft = new PopulationFiles(target.resolveSibling(target.getFileName() + ".new"));
        remove(draft);
        Files.createDirectories(draft.directory());
        try {
            Population population = freeze(query, options, draft, now);
            Files.write(draft.summary(), Json.file(population));
            Files.move(draft.directory(), target, StandardCopyOption.ATOMIC_MOVE);
            return population;
        } finally {
            remove(draft);
        }
    }

    /** What is deployed until the end of the period belongs to it, so that nobody can know it before. */
    private static void requireOver(PopulationQuery query, Instant now) throws PopulationException {
        if (query.end().isAfter(now)) {
            throw new PopulationException("the period " + query.from() + " to " + query.to() + " ("
                    + query.zone().getId() + ") ends at " + query.end() + ", and now it is " + now
                    + ". A population is complete only when its period is over: freeze it then, or the days up to "
                    + now.atZone(query.zone()).toLocalDate().minusDays(1) + " now and the others later.");
        }
    }

    private Population freeze(PopulationQuery query, FreezeOptions options, PopulationFiles files, Instant now)
            throws PopulationException, IOException {
        Optional<SourceList> source = options.source().isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceList(options.source().get()));
        try (var lists = new PopulationLists(files);
                var decisions = new DecisionLookup(ledger)) {
            var sorting = new Sorting(query, lists, decisions, source);
            PeriodReport read = new PeriodReader<>(
                            ledger, query.start(), query.end(), () -> new Facts(query), sorting::take)
                    .read(options.key(), progress);
            LedgerEvidence evidence = evidence(read, options);
            Optional<SourceComparison> comparison =
                    source.isEmpty() ? Optional.empty() : Optional.of(compare(source.get(), sorting, lists));
            Map<String, String> digests = lists.finish();
            if (lists.count() == 0 && !options.empty()) {
                throw nothing(query, read, lists);
            }
            return new Population(
                    Population.FORM,
                    query,
                    query.start(),
                    query.end(),
                    now,
                    lists.count(),
                    lists.firstId(),
                    lists.lastId(),
                    lists.idsHash(),
                    lists.strata(),
                    lists.excluded(),
                    lists.discrepant(),
                    evidence,
                    comparison,
                    digests);
        }
    }

    private LedgerEvidence evidence(PeriodReport read, FreezeOptions options) throws IOException {
        boolean all = options.wholeLedger() || !read.proved();
        // Where the period's proof fails, all of the ledger is read to name what was changed.
        List<Finding> ofAll =
                all ? LedgerVerifier.verify(ledger, options.key(), progress).findings() : List.of();
        List<String> findings = Stream.concat(read.findings().stream(), ofAll.stream())
                .map(Finding::toString)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (!findings.isEmpty() && !options.withFindings()) {
            throw new LedgerException(LedgerException.Reason.INCONSISTENT, refusal(findings));
        }
        Optional<SignedCheckpoint> signed = read.checkpoint();
        return new LedgerEvidence(
                all ? LedgerEvidence.Scope.LEDGER : LedgerEvidence.Scope.PERIOD,
                findings.isEmpty(),
                read.firstEntry(),
                read.endEntry(),
                signed.map(SignedCheckpoint::size).orElse(0L),
                signed.map(checkpoint -> checkpoint.checkpoint().root().base64())
                        .orElse(""),
                signed.map(checkpoint -> checkpoint.note().toString().lines().toList())
                        .orElse(List.of()),
                read.key().map(Object::toString).orElse(""),
                options.key().isPresent(),
                findings);
    }

    private String refusal(List<String> findings) {
        var told = new StringBuilder("the ledger in " + ledger + " does not verify, so nothing was frozen:");
        findings.stream().limit(TOLD_FINDINGS).forEach(finding -> told.append('\n')
                .append(finding));
        if (findings.size() > TOLD_FINDINGS) {
            told.append("\n… and ").append(findings.size() - TOLD_FINDINGS).append(" more");
        }
        return told.append(
                        "\nVerify the ledger to see all of it. Whoever tests the control all the same freezes with the"
                                + " findings, which are listed then.")
                .toString();
    }

    private static SourceComparison compare(SourceList source, Sorting sorting, PopulationLists lists)
            throws PopulationException, IOException {
        var missing = new LongAdder();
        source.unseen(row -> {
            OptionalLong blocked = source.blocked(row);
            if (blocked.isPresent()) {
                sorting.listedAlthoughBlocked(blocked.getAsLong());
                return;
            }
            missing.increment();
            lists.discrepancy(new Discrepancy(
                    Discrepancy.Kind.NOT_IN_LEDGER,
                    row.name(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    "",
                    "",
                    "the deploying system's list names it, and no deployment of the population has this id or build"));
        });
        return new SourceComparison(
                source.name(), source.digest(), source.listed(), missing.sum(), sorting.notInSource());
    }

    private static PopulationException nothing(PopulationQuery query, PeriodReport read, PopulationLists lists) {
        return new PopulationException(
                "nothing that is asked for was let go on from " + query.from() + " to " + query.to()
                        + ": the period has " + (read.endEntry() - read.firstEntry()) + " entries, left out were "
                        + (lists.excluded().isEmpty() ? "none" : Counts.of(lists.excluded()))
                        + ". Look at the names of environments and services and at the dates; if it is so, allow it to be empty.");
    }

    private static void remove(PopulationFiles draft) throws IOException {
        if (Files.exists(draft.directory())) {
            for (String name : PopulationFiles.LISTS) {
                Files.deleteIfExists(draft.file(name));
            }
            Files.deleteIfExists(draft.draft());
            Files.deleteIfExists(draft.summary());
            Files.delete(draft.directory());
        }
    }
}
