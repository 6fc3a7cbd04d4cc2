package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.publication.PublicationException.Reason;

/** Stops where somebody interrupted the thread. */
final class Interruption {
    private Interruption() {}

    static void check() throws PublicationException {
        if (Thread.currentThread().isInterrupted()) {
            throw new PublicationException(
                    Reason.INTERRUPTED,
                    "publishing was stopped; what is incomplete does not count, publish again to go on");
        }
    }
}
