package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The lists of a population as they are written, and what is counted meanwhile. */
final class PopulationLists implements Closeable {
    private static final int ENTRY = 1;
    private static final int REASON = 5;

    private final PopulationFiles files;
    private final DigestedFile items;
    private final DigestedFile draft;
    private final DigestedFile discrepancies;
    private final MessageDigest ids = Sha256.begin();
    private final Map<String, Long> excluded = new TreeMap<>();
    private final Map<String, Long> discrepant = new TreeMap<>();
    private final Set<Long> overridden = new HashSet<>();
    private final Set<Long> rejected = new HashSet<>();
    private Strata strata = Strata.NONE;
    private long count;
    private Optional<String> firstId = Optional.empty();
    private Optional<String> lastId = Optional.empty();

    PopulationLists(PopulationFiles files) throws IOException {
        this.files = files;
        items = new DigestedFile(files.file(PopulationFiles.ITEMS));
        draft = new DigestedFile(files.draft());
        discrepancies = new DigestedFile(files.file(PopulationFiles.DISCREPANCIES));
        items.write(ItemRow.HEADER);
        discrepancies.write(Csv.line("kind", "id", "entry", "time", "service", "environment", "detail"));
    }

    /** Adds a deployment to the population. */
    void item(String id, Stratum stratum, byte[] rowWithoutNumber) throws IOException {
        count++;
        strata = strata.with(stratum);
        ids.update(id.getBytes(StandardCharsets.UTF_8));
        ids.update((byte) '\n');
        firstId = firstId.or(() -> Optional.of(id));
        lastId = Optional.of(id);
        items.write(Long.toString(count));
        items.write(rowWithoutNumber);
    }

    /** Leaves a decision or override out. One that is blocked may be let go on later. */
    void exclude(DecisionLine decision, Exclusion.Reason reason) throws IOException {
        draft.write(Csv.line(
                decision.id(),
                Long.toString(decision.entry()),
                decision.time(),
                decision.service(),
                decision.environment(),
                reason.text()));
    }

    /** Says that a blocked decision was let go on. */
    void override(long decision) {
        overridden.add(decision);
    }

    /** Says that a blocked decision stays blocked. */
    void reject(long decision) {
        rejected.add(decision);
    }

    /** Notes something to follow up. */
    void discrepancy(Discrepancy discrepancy) throws IOException {
        discrepant.merge(discrepancy.kind().text(), 1L, Long::sum);
        discrepancies.write(Csv.line(
                discrepancy.kind().text(),
                discrepancy.id(),
                discrepancy.entry().isPresent()
                        ? Long.toString(discrepancy.entry().getAsLong())
                        : "",
                discrepancy.at().map(Instant::toString).orElse(""),
                discrepancy.service(),
                discrepancy.environment(),
                discrepancy.detail()));
    }

    /** Ends the lists, and says the digest of each. */
    Map<String, String> finish() throws IOException {
        draft.finish();
        return Map.of(
                PopulationFiles.ITEMS,
                items.finish(),
                PopulationFiles.EXCLUSIONS,
                exclusions(),
                PopulationFiles.DISCREPANCIES,
                discrepancies.finish());
    }

    /** Which of the blocked decisions were let go on is known only at the end, so that their list is written again then. */
    private String exclusions() throws IOException {
        try (var rows = new CsvReader(Files.newBufferedReader(files.draft(), StandardCharsets.UTF_8));
                var out = new DigestedFile(files.file(PopulationFiles.EXCLUSIONS))) {
            out.write(Csv.line("id", "entry", "time", "service", "environment", "reason"));
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                var reason = settled(row.get());
                if (reason.isPresent()) {
                    excluded.merge(reason.get().text(), 1L, Long::sum);
                    var cells = row.get().stream().map(Csv::plain).toArray(String[]::new);
                    cells[REASON] = reason.get().text();
                    out.write(Csv.line(cells));
                }
            }
            return out.finish();
        } finally {
            Files.delete(files.draft());
        }
    }

    private Optional<Exclusion.Reason> settled(List<String> row) {
        var reason = Exclusion.Reason.ofText(row.get(REASON));
        if (reason != Exclusion.Reason.BLOCKED) {
            return Optional.of(reason);
        }
        long entry = Long.parseLong(row.get(ENTRY));
        if (overridden.contains(entry)) {
            return Optional.empty();
        }
        return Optional.of(rejected.contains(entry) ? Exclusion.Reason.REJECTED : reason);
    }

    long count() {
        return count;
    }

    Strata strata() {
        return strata;
    }

    Optional<String> firstId() {
        return firstId;
    }

    Optional<String> lastId() {
        return lastId;
    }

    /** Known once the lists are finished. */
    String idsHash() {
        return HexFormat.of().formatHex(ids.digest());
    }

    Map<String, Long> excluded() {
        return excluded;
    }

    Map<String, Long> discrepant() {
        return discrepant;
    }

    @Override
    public void close() throws IOException {
        try (items;
                draft) {
            discrepancies.close();
        }
    }
}
