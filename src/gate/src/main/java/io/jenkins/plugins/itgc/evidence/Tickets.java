package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;

/**
 * Where changes are asked for and approved. Calls block, may come from several threads at once, and throw nothing but
 * programming errors; an answer is complete or a gap.
 */
public interface Tickets {
    /** One ticket with its whole history, asked by its key; it may answer under another key when it was moved. */
    Reading<Ticket> ticket(String key);
}
