package io.jenkins.plugins.itgc.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects findings up to a limit, and counts the others. */
final class BundleFindings implements Consumer<BundleFinding> {
    private static final int LIMIT = 200;

    private final List<BundleFinding> listed = new ArrayList<>();
    private long unlisted;

    @Override
    public void accept(BundleFinding finding) {
        if (listed.size() < LIMIT) {
            listed.add(finding);
        } else {
            unlisted++;
        }
    }

    List<BundleFinding> listed() {
        return listed;
    }

    long unlisted() {
        return unlisted;
    }
}
