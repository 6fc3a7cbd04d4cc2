package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Checks that each policy is the one of its hash, and that of each decision is there. */
final class PoliciesCheck {
    private PoliciesCheck() {}

    static void run(BundledEntries entries, Consumer<BundleFinding> findings) {
        Set<String> there = new HashSet<>();
        for (Entry entry : entries.of(EntryKind.POLICY_SEEN)) {
            String said = entry.body().path("hash").asText();
            String hash = Sha256.hex(CanonicalJson.bytes(entry.body().path("policy")));
            if (hash.equals(said)) {
                there.add(hash);
            } else {
                findings.accept(BundleFinding.at(
                        entry.index(),
                        BundleFiles.ENTRIES,
                        Kind.POLICY,
                        "its policy has the hash " + hash + ", and not " + said));
            }
        }
        entries.decisions().forEach((index, decided) -> {
            if (!there.contains(decided.policyHash())) {
                findings.accept(BundleFinding.at(
                        index,
                        BundleFiles.ENTRIES,
                        Kind.POLICY,
                        "it was decided by the policy " + decided.policyHash() + ", which the bundle does not hold"));
            }
        });
    }
}
