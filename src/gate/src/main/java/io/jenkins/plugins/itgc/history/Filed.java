package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.ledger.Entry;

/**
 * An entry with its body read.
 *
 * @param entry where it stands in the ledger
 * @param body what it says
 */
public record Filed<T>(Entry entry, T body) {}
