package io.jenkins.plugins.itgc.ledger.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects findings up to a limit, and counts the others. */
final class Findings {
    private static final int LIMIT = 100;

    private final List<Finding> listed = new ArrayList<>();
    private long unlisted;

    void add(Finding finding) {
        if (listed.size() < LIMIT) {
            listed.add(finding);
        } else {
            unlisted++;
        }
    }

    boolean isEmpty() {
        return listed.isEmpty();
    }

    List<Finding> listed() {
        return listed;
    }

    long unlisted() {
        return unlisted;
    }
}
