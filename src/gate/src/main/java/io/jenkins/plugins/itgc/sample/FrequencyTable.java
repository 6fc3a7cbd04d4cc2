package io.jenkins.plugins.itgc.sample;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sizes by how often a control operates, as manuals have them. Practice, not a standard, and firms differ: the table is named
 * wherever it is used.
 *
 * @param name which table it is
 * @param sizes the size for each frequency
 */
public record FrequencyTable(String name, Map<Frequency, Integer> sizes) {
    /** The lower end of what manuals have. */
    public static final FrequencyTable LOWER = table("common practice, lower end", 1, 2, 2, 5, 20, 25);

    /** The upper end of what manuals have: for a control on which much depends. */
    public static final FrequencyTable UPPER = table("common practice, upper end", 1, 2, 5, 15, 40, 60);

    /**
     * @throws IllegalArgumentException where it has no name, lacks a frequency or has a size below 1
     */
    public FrequencyTable {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a table of sizes needs a name: the worksheet says which was used");
        }
        for (var frequency : Frequency.values()) {
            Integer size = sizes.get(frequency);
            if (size == null || size < 1) {
                throw new IllegalArgumentException(
                        "the table \"" + name + "\" needs a size of at least 1 for " + frequency.text());
            }
        }
        sizes = Collections.unmodifiableMap(new EnumMap<>(sizes));
    }

    /** The size for a frequency. */
    public int size(Frequency frequency) {
        return sizes.getOrDefault(frequency, 0);
    }

    private static FrequencyTable table(String name, int... sizes) {
        var byFrequency = new EnumMap<Frequency, Integer>(Frequency.class);
        for (var frequency : Frequency.values()) {
            byFrequency.put(frequency, sizes[frequency.ordinal()]);
        }
        return new FrequencyTable(name, byFrequency);
    }
}
