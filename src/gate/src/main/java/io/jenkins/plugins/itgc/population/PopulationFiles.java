package io.jenkins.plugins.itgc.population;

import java.nio.file.Path;
import java.util.List;

/**
 * What the files of a frozen population are called.
 *
 * @param directory where they stand
 */
record PopulationFiles(Path directory) {
    static final String SUMMARY = "population.json";
    static final String ITEMS = "population.csv";
    static final String EXCLUSIONS = "exclusions.csv";
    static final String DISCREPANCIES = "discrepancies.csv";

    /** Those whose digests are in the summary. */
    static final List<String> LISTS = List.of(ITEMS, EXCLUSIONS, DISCREPANCIES);

    Path summary() {
        return directory.resolve(SUMMARY);
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Exclusions before it is known which of them were let go on later in the period. */
    Path draft() {
        return directory.resolve("exclusions.draft");
    }
}
