package io.jenkins.plugins.itgc.bundle;

import java.util.List;

/**
 * That the tree of the bundle's checkpoint begins with an earlier one: a line of {@code ledger/consistency.jsonl}.
 *
 * @param size how many entries the earlier tree has
 * @param root its root, base64
 * @param path the hashes that lead to both roots, base64
 */
record ConsistencyLine(long size, String root, List<String> path) {
    ConsistencyLine {
        path = List.copyOf(path);
    }
}
