package io.jenkins.plugins.itgc.bundle;

import java.util.List;
import java.util.Set;

/** What the files of a bundle are called. */
final class BundleFiles {
    static final String README = "README.txt";
    static final String CHECKPOINT = "checkpoint";
    static final String KEY = "ledger.pub";
    static final String ENTRIES = "ledger/entries.jsonl";
    static final String PROOFS = "ledger/proofs.jsonl";
    static final String CONSISTENCY = "ledger/consistency.jsonl";
    static final String SAMPLE = "sample/sample.json";
    static final String POPULATION = "population/";
    static final String SUMMARY = "population/population.json";
    static final String WORKSHEETS = "worksheet/";
    static final String WORKSHEET = "worksheet/worksheet.json";

    /** The files of a population, without their folder. */
    static final List<String> OF_POPULATION =
            List.of("population.json", "population.csv", "exclusions.csv", "discrepancies.csv");

    /** Those that every bundle has beside the manifest. */
    static final Set<String> REQUIRED = Set.of(
            README,
            CHECKPOINT,
            KEY,
            ENTRIES,
            PROOFS,
            CONSISTENCY,
            SAMPLE,
            SUMMARY,
            "population/population.csv",
            "population/exclusions.csv",
            "population/discrepancies.csv",
            WORKSHEET);

    private BundleFiles() {}

    /** Whether a file of this name belongs to a bundle. */
    static boolean isKnown(String name) {
        return REQUIRED.contains(name) || name.equals(BundleManifest.FILE) || name.startsWith(WORKSHEETS);
    }
}
