package io.jenkins.plugins.itgc.population;

/**
 * The population beside what the deploying system says that it deployed in the period; what either side lacks is listed in
 * {@code discrepancies.csv}.
 *
 * @param file the name of the list
 * @param digest SHA-256 of the list, hexadecimal
 * @param listed how many deployments it names
 * @param notInLedger how many of them the ledger knows nothing of; those that it blocked are told as such
 * @param notInSource how many deployments of the population it lacks
 */
public record SourceComparison(String file, String digest, long listed, long notInLedger, long notInSource) {
    /** Whether both say the same. */
    public boolean complete() {
        return notInLedger == 0 && notInSource == 0;
    }
}
