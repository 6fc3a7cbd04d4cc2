package io.jenkins.plugins.itgc.signoff;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Pick;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SampleVerification;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The test of a control in a period: population, sample and worksheet, which belong together.
 *
 * @param population the frozen population
 * @param sampleFile where the sample is
 * @param sample the sample
 * @param sampleDigest SHA-256 of its file, hexadecimal
 * @param worksheet the worksheet
 */
public record ControlTest(
        FrozenPopulation population, Path sampleFile, Sample sample, String sampleDigest, Worksheet worksheet) {

    /**
     * Reads a test, and checks that its parts belong together: the sample is what its population, rule and seed give, and the
     * worksheet is of both.
     *
     * @param population the population's directory
     * @param sample the sample's file
     * @param worksheet the worksheet's directory
     * @throws SignOffException where they do not belong together, with everything that does not hold
     */
    public static ControlTest read(Path population, Path sample, Path worksheet)
            throws SignOffException, PopulationException, SampleException, WorksheetException, IOException {
        var frozen = FrozenPopulation.read(population);
        SampleVerification again = SampleVerification.of(population, sample);
        if (!again.holds()) {
            throw new SignOffException("the sample in " + sample + " is not what its population and seed give:\n"
                    + String.join("\n", again.findings()));
        }
        var test = new ControlTest(
                frozen, sample, new SampleFile(sample).read(), sha256(sample), WorksheetFile.read(worksheet));
        List<String> differences = test.differences();
        if (!differences.isEmpty()) {
            throw new SignOffException("the worksheet in " + worksheet + " is of another test:\n"
                    + String.join("\n", differences) + "\nMake a worksheet of this sample.");
        }
        return test;
    }

    /** What in the worksheet is of another population or sample, in words; empty where nothing is. */
    public List<String> differences() throws IOException {
        var differences = new ArrayList<String>();
        if (!worksheet.header().populationDigest().equals(population.digest())) {
            differences.add("it is of the population " + worksheet.header().populationDigest() + ", not of "
                    + population.digest());
        }
        if (!worksheet.header().sample().digest().equals(sampleDigest)) {
            differences.add("it is of the sample " + worksheet.header().sample().digest() + ", not of " + sampleDigest);
        }
        Set<Long> numbers = sample.items().map(Pick::number).collect(Collectors.toSet());
        worksheet.items(item -> {
            if (!numbers.remove(item.number())) {
                differences.add("item " + item.number() + " (" + item.id() + ") is not in the sample, or there twice");
            }
        });
        numbers.forEach(number -> differences.add("item " + number + " of the sample is not in it"));
        return differences;
    }

    /** Whether a ledger is the one that was judged, or continues it. */
    public boolean isOf(Ledger ledger) throws IOException {
        var judged = worksheet.header().ledger();
        return ledger.verifierKey().toString().equals(judged.key())
                && ledger.size() >= judged.size()
                && ledger.root(judged.size()).base64().equals(judged.root());
    }

    /** The population's summary. */
    public Population summary() {
        return population.population();
    }

    /** The tested deployments, in the population's order. */
    public List<Item> items() throws IOException {
        return items(population, sample);
    }

    /** The deployments of a population that a sample tests, in the population's order. */
    public static List<Item> items(FrozenPopulation population, Sample sample) throws IOException {
        Set<Long> numbers = sample.items().map(Pick::number).collect(Collectors.toSet());
        try (var all = population.items()) {
            return all.filter(item -> numbers.contains(item.number())).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** SHA-256 of a file, hexadecimal. */
    public static String sha256(Path file) throws IOException {
        return Sha256.hex(file);
    }
}
