package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.ledger.format.Segment;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;

/** What published objects are called. All that is of a month lies under {@code year=YYYY/month=MM}, in UTC. */
final class Keys {
    static final String PUBLIC_KEY = "ledger.pub";
    static final String MANIFESTS = "manifests/";
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private Keys() {}

    /** What a month's objects are about. */
    enum Dataset {
        LEDGER("ledger"),
        DEPLOYMENTS("deployments"),
        EVENTS("deployment-events");

        private final String folder;

        Dataset(String folder) {
            this.folder = folder;
        }
    }

    /** Entries of one month, by the places of the first and the last. */
    static String part(Dataset dataset, YearMonth month, long first, long last) {
        return dataset.folder + "/" + partition(month) + place(first) + "-" + place(last) + ".jsonl";
    }

    /** The checkpoint that a publication goes up to, named by the first entry that is published with it. */
    static String checkpoint(long first, Instant timeOfFirst) {
        return "checkpoints/" + partition(Segment.monthOf(timeOfFirst)) + place(first) + ".checkpoint";
    }

    /** The manifest of a publication, named by the first entry that was published with it. */
    static String manifest(long first, Instant timeOfFirst) {
        return MANIFESTS + partition(Segment.monthOf(timeOfFirst)) + place(first) + ".json";
    }

    static String bundle(YearMonth month, String name) {
        return "bundles/" + partition(month) + name;
    }

    /** Whether a file can be published under its own name. */
    static boolean isFileName(String name) {
        return FILE_NAME.matcher(name).matches();
    }

    private static String partition(YearMonth month) {
        return String.format(Locale.ROOT, "year=%04d/month=%02d/", month.getYear(), month.getMonthValue());
    }

    /** Of constant length, so that names are in the order of entries. */
    private static String place(long index) {
        return String.format(Locale.ROOT, "%016d", index);
    }
}
