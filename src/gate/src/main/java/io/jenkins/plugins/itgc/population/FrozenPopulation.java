package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A population as it was frozen: its files are those of which its summary speaks. Lists are read as streams, which must be
 * closed; what fails in them comes as an {@link UncheckedIOException}.
 *
 * @param directory where its files stand
 * @param population its summary
 * @param digest SHA-256 of {@code population.json}, hexadecimal: it stands for all files
 */
public record FrozenPopulation(Path directory, Population population, String digest) {
    /** Which deployment stands at a place of the population. */
    public record Id(long number, String id, Stratum stratum) {}

    /**
     * Reads the summary, and checks the other files against it.
     *
     * @throws PopulationException where there is no frozen population, or its files are not as they were frozen
     */
    public static FrozenPopulation read(Path directory) throws PopulationException, IOException {
        FrozenPopulation frozen = unchecked(directory);
        List<String> differences = frozen.differences();
        if (!differences.isEmpty()) {
            throw new PopulationException(String.join("\n", differences));
        }
        return frozen;
    }

    /**
     * Reads the summary alone, for whoever asks for the {@link #differences} and tells them.
     *
     * @throws PopulationException where there is no frozen population
     */
    public static FrozenPopulation unchecked(Path directory) throws PopulationException, IOException {
        var files = new PopulationFiles(directory);
        byte[] summary;
        try {
            summary = Files.readAllBytes(files.summary());
        } catch (NoSuchFileException e) {
            throw new PopulationException("there is no frozen population in " + directory + "; freeze one first", e);
        } catch (IOException e) {
            throw new PopulationException(
                    "the population in " + directory + " cannot be read: " + FileTrouble.words(e), e);
        }
        return new FrozenPopulation(directory, summary(files, summary), Sha256.hex(summary));
    }

    /** Which files are not as they were frozen, in words. */
    public List<String> differences() throws IOException {
        var differences = new ArrayList<String>();
        for (String name : PopulationFiles.LISTS) {
            Path file = new PopulationFiles(directory).file(name);
            String expected = population.files().get(name);
            if (!Files.exists(file)) {
                differences.add(file + " is missing, which " + PopulationFiles.SUMMARY + " speaks of");
            } else if (!Sha256.hex(file).equals(expected)) {
                differences.add(file + " is not as it was frozen: its SHA-256 is " + Sha256.hex(file) + ", and "
                        + PopulationFiles.SUMMARY + " says " + expected);
            }
        }
        return differences;
    }

    private static Population summary(PopulationFiles files, byte[] summary) throws PopulationException {
        try {
            Population population = Json.readFile(summary, Population.class);
            if (population.form() != Population.FORM
                    || !population.files().keySet().equals(Set.copyOf(PopulationFiles.LISTS))) {
                throw new PopulationException(files.summary() + " is of another form than this version reads");
            }
            return population;
        } catch (IOException e) {
            throw new PopulationException(files.summary() + " cannot be read: " + FileTrouble.words(e), e);
        }
    }

    /** The deployments, in their order. */
    public Stream<Item> items() throws IOException {
        return rows(PopulationFiles.ITEMS, ItemRow::read);
    }

    /** The ids of the deployments, in their order: {@link #items} with less to read. */
    public Stream<Id> ids() throws IOException {
        return rows(PopulationFiles.ITEMS, ItemRow::readId);
    }

    /** What was left out, in the order of the ledger. */
    public Stream<Exclusion> exclusions() throws IOException {
        return rows(
                PopulationFiles.EXCLUSIONS,
                cells -> new Exclusion(
                        Csv.plain(cells.get(0)),
                        Long.parseLong(cells.get(1)),
                        Instant.parse(cells.get(2)),
                        Csv.plain(cells.get(3)),
                        Csv.plain(cells.get(4)),
                        Exclusion.Reason.ofText(cells.get(5))));
    }

    /** What is to be followed up. */
    public Stream<Discrepancy> discrepancies() throws IOException {
        return rows(
                PopulationFiles.DISCREPANCIES,
                cells -> new Discrepancy(
                        Discrepancy.Kind.ofText(cells.get(0)),
                        Csv.plain(cells.get(1)),
                        cells.get(2).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cells.get(2))),
                        cells.get(3).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(cells.get(3))),
                        Csv.plain(cells.get(4)),
                        Csv.plain(cells.get(5)),
                        Csv.plain(cells.get(6))));
    }

    private <T> Stream<T> rows(String name, Function<List<String>, T> read) throws IOException {
        Path file = new PopulationFiles(directory).file(name);
        var rows = new CsvReader(Files.newBufferedReader(file, StandardCharsets.UTF_8));
        rows.next();
        return Stream.generate(() -> next(file, rows, read))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .onClose(() -> close(rows));
    }

    private static <T> Optional<T> next(Path file, CsvReader rows, Function<List<String>, T> read) {
        try {
            return rows.next().map(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new UncheckedIOException(
                    new IOException(file + ", line " + rows.line() + " cannot be read: " + e.getMessage(), e));
        }
    }

    private static void close(CsvReader rows) {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
