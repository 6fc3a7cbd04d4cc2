package io.jenkins.plugins.itgc.population;

/** An entry does not say what it must. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }
}
