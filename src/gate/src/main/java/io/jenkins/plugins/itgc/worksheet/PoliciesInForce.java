package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.PolicyEntries;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.worksheet.Header.PolicyInForce;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies that decided, from the ledger: each is read once, and must be the one of its hash. */
final class PoliciesInForce {
    private final PolicyEntries entries;
    private final Map<String, Optional<Used>> byHash = new LinkedHashMap<>();
    private final Map<Asked, Optional<EffectivePolicy>> effective = new HashMap<>();

    private record Asked(String hash, String service, String environment) {}

    private static final class Used {
        private final Filed<PolicySeen> filed;
        private final Policy policy;
        private long items;

        Used(Filed<PolicySeen> filed, Policy policy) {
            this.filed = filed;
            this.policy = policy;
        }
    }

    PoliciesInForce(Ledger ledger) {
        this.entries = new PolicyEntries(ledger);
    }

    /** The policy that decided for a service and environment; empty where the ledger does not hold it. */
    Optional<EffectivePolicy> of(String hash, long decision, String service, String environment) throws IOException {
        Optional<Used> used = used(hash, decision);
        used.ifPresent(policy -> policy.items++);
        var asked = new Asked(hash, service, environment);
        Optional<EffectivePolicy> known = effective.get(asked);
        if (known == null) {
            known = used.flatMap(policy -> effective(policy.policy, service, environment));
            effective.put(asked, known);
        }
        return known;
    }

    private Optional<Used> used(String hash, long decision) throws IOException {
        Optional<Used> known = byHash.get(hash);
        if (known == null) {
            known = entries.find(hash, decision).flatMap(filed -> read(hash, filed));
            byHash.put(hash, known);
        }
        return known;
    }

    private static Optional<Used> read(String hash, Filed<PolicySeen> filed) {
        try {
            Policy policy = Policy.of(filed.body().policy());
            return policy.hash().equals(hash) ? Optional.of(new Used(filed, policy)) : Optional.empty();
        } catch (PolicyException e) {
            // What this version cannot read decides nothing again: the attributes say so.
            return Optional.empty();
        }
    }

    private static Optional<EffectivePolicy> effective(Policy policy, String service, String environment) {
        try {
            return Optional.of(policy.effective(service, environment));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    /** Those that decided on items, oldest first. */
    List<PolicyInForce> all() {
        return byHash.entrySet().stream()
                .flatMap(one -> one.getValue().stream().map(used -> {
                    var scope = used.policy.scope();
                    return new PolicyInForce(
                            one.getKey(),
                            used.filed.entry().index(),
                            used.filed.entry().time(),
                            scope.statement(),
                            scope.approvedBy(),
                            scope.approvedOn(),
                            used.items);
                }))
                .sorted(Comparator.comparingLong(PolicyInForce::entry))
                .toList();
    }
}
