package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.Found;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.Population;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes down the exceptions of a worksheet: those of its period that the ledger holds, as of the checkpoint that was judged,
 * and what its items and its population show beyond them.
 */
final class ExceptionLines implements Closeable {
    private final Ledger ledger;
    private final ExceptionRegister register;
    private final OutputStream out;
    private long written;

    /**
     * @param size how many entries of the ledger count
     */
    ExceptionLines(Ledger ledger, Population population, long size, Path file) throws IOException {
        this.ledger = ledger;
        this.register = ExceptionRegister.read(ledger, population.ledger().firstEntry(), size);
        this.out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Those that were opened. */
    void opened(Population population, List<Item> tested, Instant now) throws IOException {
        Map<Long, Long> numbers = tested.stream().collect(Collectors.toMap(Item::decision, Item::number));
        for (ControlException exception : register.of(population.start(), population.end())) {
            boolean concerns = population
                    .query()
                    .concerns(exception.opened().service(), exception.opened().environment());
            if (concerns) {
                Optional<Long> item = exception.opened().decision().map(numbers::get);
                write(ExceptionLine.of(exception, item, now));
            }
        }
    }

    /** What an item shows, and was not opened. */
    void item(TestedItem item) throws IOException {
        for (List<Found> deployment : Found.byDeployment(register.missing(item.exceptional()))) {
            write(ExceptionLine.of(deployment, Optional.of(item.number())));
        }
    }

    /** What keeps the population from being complete, and was not opened. */
    void population(FrozenPopulation population) throws IOException {
        Instant start = population.population().start();
        try (var discrepancies = population.discrepancies()) {
            for (var all = discrepancies.iterator(); all.hasNext(); ) {
                List<Found> missing = register.missing(List.of(ExceptionOpener.of(all.next(), ledger, start)));
                if (!missing.isEmpty()) {
                    write(ExceptionLine.of(missing, Optional.empty()));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(ExceptionLine line) throws IOException {
        if (written++ > 0) {
            out.write(',');
        }
        out.write(CanonicalJson.bytes(Json.tree(line)));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
