package io.jenkins.plugins.itgc.trace.github;

/** An answer does not have the shape that GitHub documents. The message names the field. */
final class UnreadableAnswer extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableAnswer(String message) {
        super(message);
    }
}
