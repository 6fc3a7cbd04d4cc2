package io.jenkins.plugins.itgc.population;

/** A population was not frozen, or cannot be read; the message says why and what to do. */
public final class PopulationException extends Exception {
    private static final long serialVersionUID = 1;

    public PopulationException(String message) {
        super(message);
    }

    public PopulationException(String message, Throwable cause) {
        super(message, cause);
    }
}
