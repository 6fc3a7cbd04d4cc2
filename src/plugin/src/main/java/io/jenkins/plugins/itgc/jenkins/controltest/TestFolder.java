package io.jenkins.plugins.itgc.jenkins.controltest;

import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of a test. All that is known of the test is in its files, so that it is the same after a restart, and each file
 * is there whole or not at all.
 *
 * @param id its name: random, so that nobody guesses that of a test
 */
public record TestFolder(String id, Path directory) {
    static final String PLAN = "plan.json";

    private static final Pattern WORKSHEET = Pattern.compile("worksheet-([1-9][0-9]{0,5})");
    private static final Pattern BUNDLE = Pattern.compile("change-control-[0-9-]+\\.zip");

    /** @throws IOException where it cannot be read */
    public TestPlan plan() throws IOException {
        return Json.readFile(Files.readAllBytes(directory.resolve(PLAN)), TestPlan.class);
    }

    /** The deploying system's list, where one was given. */
    Path source() {
        return directory.resolve("deployed");
    }

    /** Where the population is, or will be. */
    public Path population() {
        return directory.resolve("population");
    }

    public boolean isFrozen() {
        return Files.exists(population());
    }

    public boolean isDrawn() {
        return Files.exists(sampleFile().path());
    }

    /** The frozen population; its lists are not compared with it. */
    public Optional<FrozenPopulation> frozen() throws PopulationException, IOException {
        return isFrozen() ? Optional.of(FrozenPopulation.unchecked(population())) : Optional.empty();
    }

    public SampleFile sampleFile() {
        return SampleFile.in(population());
    }

    public Optional<Sample> sample() throws SampleException, IOException {
        return isDrawn() ? Optional.of(sampleFile().read()) : Optional.empty();
    }

    /** The directory of the newest worksheet. */
    public Optional<Path> worksheetDirectory() throws IOException {
        return names(WORKSHEET).stream()
                .filter(name -> Files.exists(directory.resolve(name).resolve(Worksheet.FILE)))
                .max(Comparator.comparingInt(TestFolder::number))
                .map(directory::resolve);
    }

    /** The newest worksheet. */
    public Optional<Worksheet> worksheet() throws WorksheetException, IOException {
        Optional<Path> newest = worksheetDirectory();
        return newest.isPresent() ? Optional.of(WorksheetFile.read(newest.get())) : Optional.empty();
    }

    /** Where the next worksheet goes: none is ever overwritten. */
    Path nextWorksheet() throws IOException {
        int last = names(WORKSHEET).stream().mapToInt(TestFolder::number).max().orElse(0);
        return directory.resolve("worksheet-" + (last + 1));
    }

    private static int number(String name) {
        var matcher = WORKSHEET.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** What testers gave back: the files whose digests stand in their results. */
    public Path returned(String name) {
        return directory.resolve("returned-" + name);
    }

    /** The bundles that were made, in the order of their names. */
    public List<Path> bundles() throws IOException {
        return names(BUNDLE).stream().sorted().map(directory::resolve).toList();
    }

    /** Where the next bundle goes: none is ever overwritten. */
    Path nextBundle() throws IOException {
        var query = plan().query();
        int made = bundles().size();
        return directory.resolve(
                "change-control-" + query.from() + "-" + query.to() + "-" + String.format("%03d", made + 1) + ".zip");
    }

    private List<String> names(Pattern pattern) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
        }
    }
}
