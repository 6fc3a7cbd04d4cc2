package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.request.CommitId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How commits stand to each other.
 *
 * @param commits each after its parents
 */
record CommitGraph(LinkedHashMap<CommitId, SimulatedCommit> commits) {
    /** A commit and all before it. */
    Set<CommitId> ancestry(CommitId head) {
        var known = new LinkedHashSet<CommitId>();
        Deque<CommitId> open = new ArrayDeque<>(List.of(head));
        while (!open.isEmpty()) {
            CommitId commit = open.pop();
            if (known.add(commit)) {
                open.addAll(commits.get(commit).parents());
            }
        }
        return known;
    }

    /** What the head has and the base has not, oldest first. */
    List<SimulatedCommit> between(CommitId base, CommitId head) {
        Set<CommitId> mine = ancestry(head);
        mine.removeAll(ancestry(base));
        return commits.values().stream()
                .filter(commit -> mine.contains(commit.sha()))
                .toList();
    }

    /** The newest commit that both have. */
    CommitId mergeBase(CommitId one, CommitId other) {
        Set<CommitId> common = ancestry(one);
        common.retainAll(ancestry(other));
        return commits.keySet().stream()
                .filter(common::contains)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }
}
