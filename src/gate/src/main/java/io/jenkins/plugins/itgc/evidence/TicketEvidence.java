package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;

/**
 * A linked ticket.
 *
 * @param key the key that was asked for
 * @param foundIn where the key was found: {@code request}, {@code #412 title}, …
 * @param ticket what the server said
 */
public record TicketEvidence(String key, String foundIn, Reading<Ticket> ticket) {}
