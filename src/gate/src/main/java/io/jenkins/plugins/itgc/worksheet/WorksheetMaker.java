package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.history.AuditTrails;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Pick;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleVerification;
import io.jenkins.plugins.itgc.sample.StratumSample;
import io.jenkins.plugins.itgc.worksheet.Header.SampleHeader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a worksheet: looks every sampled deployment up in the ledger, judges its attributes, and writes them down with their
 * evidence. What is in memory grows with the number of items by a few words each.
 */
public final class WorksheetMaker {
    private final Ledger ledger;
    private final InstantSource clock;
    private final WorksheetProgress progress;

    public WorksheetMaker(Ledger ledger, InstantSource clock, WorksheetProgress progress) {
        this.ledger = ledger;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Makes a worksheet in a directory, which must not hold one yet.
     *
     * @param sampleDigest SHA-256 of {@code sample.json}, hexadecimal
     * @throws WorksheetException where the sample is not what its population and seed give, the ledger does not continue the
     *     population's, or there is a worksheet already
     * @throws IOException where something cannot be read or written, or the thread was interrupted; no worksheet is left then
     */
    public Worksheet make(
            FrozenPopulation population, Sample sample, String sampleDigest, WorksheetTerms terms, Path directory)
            throws WorksheetException, IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(Worksheet.FILE);
        if (Files.exists(file)) {
            throw new WorksheetException(
                    file + " is there already; a worksheet is never overwritten, name another directory");
        }
        requireDrawn(population, sample);
        var drafts = new Drafts(
                directory.resolve("items.new"),
                directory.resolve("exceptions.new"),
                directory.resolve(Worksheet.FILE + ".new"));
        try {
            write(population, sample, sampleDigest, terms, drafts);
            Files.move(drafts.whole(), file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(drafts.items());
            Files.deleteIfExists(drafts.exceptions());
            Files.deleteIfExists(drafts.whole());
        }
        return WorksheetFile.read(directory);
    }

    /** The parts of the file while it is made. */
    private record Drafts(Path items, Path exceptions, Path whole) {}

    /** What was not drawn as the sample says proves nothing of the population. */
    private static void requireDrawn(FrozenPopulation population, Sample sample)
            throws WorksheetException, IOException {
        SampleVerification again = SampleVerification.of(population, sample);
        if (!again.holds()) {
            throw WorksheetException.of(
                    "the sample is not what its population, rule and seed give when it is drawn again; no worksheet is"
                            + " made of it",
                    again.findings());
        }
    }

    private void write(
            FrozenPopulation population, Sample sample, String sampleDigest, WorksheetTerms terms, Drafts drafts)
            throws WorksheetException, IOException {
        Instant now = clock.instant();
        ItemProofs proofs = ItemProofs.of(ledger, population.population().ledger());
        var tally = new FooterTally(population.population().query().zone());
        List<Item> tested = tested(population, sample, tally);
        var policies = new PoliciesInForce(ledger);
        var judge = new ItemJudge(ledger, trails(tested), proofs, policies, results(population, proofs), now);
        try (var out = new BufferedOutputStream(Files.newOutputStream(drafts.items()));
                var exceptions = new ExceptionLines(
                        ledger, population.population(), proofs.state().size(), drafts.exceptions())) {
            exceptions.opened(population.population(), tested, now);
            long done = 0;
            for (Item item : tested) {
                WorksheetFile.requireNotInterrupted();
                TestedItem judged = judge.judge(item);
                tally.tested(judged);
                exceptions.item(judged);
                if (done++ > 0) {
                    out.write(',');
                }
                out.write(CanonicalJson.bytes(Json.tree(judged)));
                progress.done("items judged", done, tested.size());
            }
            exceptions.population(population);
        }
        var header = new Header(
                terms.control(),
                terms.statement(),
                terms.system(),
                now,
                terms.tester(),
                terms.reviewer(),
                terms.confidence(),
                terms.tolerable(),
                population.population(),
                population.digest(),
                sampleHeader(sample, sampleDigest),
                proofs.state(),
                policies.all());
        WorksheetFile.write(drafts.whole(), drafts.exceptions(), header, tally.footer(header), drafts.items());
    }

    /** What testers concluded on earlier worksheets, the last of each item, as far as the judged checkpoint covers it. */
    private Map<Long, TesterResult> results(FrozenPopulation population, ItemProofs proofs) throws IOException {
        Map<Long, TesterResult> results = new HashMap<>();
        RecordedResults.of(ledger, population.population(), population.digest()).stream()
                .filter(filed -> filed.entry().index() < proofs.state().size())
                .forEach(filed -> results.put(filed.body().number(), TesterResult.of(filed)));
        return results;
    }

    /** The sampled deployments, in the population's order. */
    private List<Item> tested(FrozenPopulation population, Sample sample, FooterTally tally) throws IOException {
        Set<Long> wanted = sample.items().map(Pick::number).collect(Collectors.toSet());
        var tested = new ArrayList<Item>();
        long total = population.population().count();
        try (var all = population.items();
                var excluded = population.exclusions()) {
            for (var items = all.iterator(); items.hasNext(); ) {
                WorksheetFile.requireNotInterrupted();
                Item item = items.next();
                tally.population(item);
                if (wanted.contains(item.number())) {
                    tested.add(item);
                }
                progress.done("deployments read", item.number(), total);
            }
            excluded.forEach(tally::excluded);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return tested;
    }

    private AuditTrails trails(List<Item> tested) throws IOException {
        var awaited = new TreeMap<Long, Boolean>();
        tested.forEach(item -> awaited.put(item.decision(), item.stratum() != Stratum.STANDARD));
        long total = ledger.size();
        return AuditTrails.of(ledger, awaited, index -> progress.done("entries read", index, total));
    }

    private static SampleHeader sampleHeader(Sample sample, String digest) {
        return new SampleHeader(
                digest,
                sample.drawnAt(),
                sample.rule(),
                sample.seed(),
                sample.sampler(),
                sample.strata().stream().map(stratum -> plan(stratum, sample)).toList(),
                sample.extensions(),
                sample.voided());
    }

    private static SampleHeader.Plan plan(StratumSample stratum, Sample sample) {
        Set<Long> voided = sample.voided().stream().map(Sample.Voided::number).collect(Collectors.toSet());
        return new SampleHeader.Plan(
                stratum.stratum(),
                stratum.population(),
                stratum.all(),
                stratum.planned(),
                stratum.picks().stream()
                        .filter(pick -> !voided.contains(pick.number()))
                        .count(),
                stratum.basis(),
                stratum.accepted().isPresent() ? Optional.of(stratum.accepted().getAsInt()) : Optional.empty());
    }
}
