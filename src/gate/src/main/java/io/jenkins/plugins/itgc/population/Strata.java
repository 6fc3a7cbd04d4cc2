package io.jenkins.plugins.itgc.population;

/** How many deployments each stratum has. */
public record Strata(long standard, long emergency, long override) {
    /** No deployments. */
    public static final Strata NONE = new Strata(0, 0, 0);

    /** The number of one stratum. */
    public long of(Stratum stratum) {
        return switch (stratum) {
            case STANDARD -> standard;
            case EMERGENCY -> emergency;
            case OVERRIDE -> override;
        };
    }

    /** The number of all of them. */
    public long total() {
        return standard + emergency + override;
    }

    /** One deployment more. */
    public Strata with(Stratum stratum) {
        return switch (stratum) {
            case STANDARD -> new Strata(standard + 1, emergency, override);
            case EMERGENCY -> new Strata(standard, emergency + 1, override);
            case OVERRIDE -> new Strata(standard, emergency, override + 1);
        };
    }
}
