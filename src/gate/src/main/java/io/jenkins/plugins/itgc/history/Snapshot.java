package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first entries of a ledger say, in short. Derived and never trusted: it is made again where it does not fit, and
 * what a decision takes from it is looked up in the ledger.
 *
 * @param size how many entries it stands for
 * @param lastLeaf leaf hash of the last of them, hexadecimal; empty for none
 * @param policyHash the policy seen last
 * @param lanes the newest successful deployments of each service to each environment, oldest first
 * @param owed emergencies whose review is owed
 * @param decisionByKey decisions by the key of their request, the newest
 * @param resultByDecision results by their decision, the newest
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Snapshot(
        long size,
        String lastLeaf,
        Optional<String> policyHash,
        List<Lane> lanes,
        List<Owed> owed,
        Map<String, Long> decisionByKey,
        Map<Long, Long> resultByDecision) {

    Snapshot {
        lanes = List.copyOf(lanes);
        owed = List.copyOf(owed);
        decisionByKey = Collections.unmodifiableMap(new LinkedHashMap<>(decisionByKey));
        resultByDecision = Collections.unmodifiableMap(new LinkedHashMap<>(resultByDecision));
    }

    static final Snapshot EMPTY = new Snapshot(0, "", Optional.empty(), List.of(), List.of(), Map.of(), Map.of());

    record Lane(String service, String environment, List<PriorDeployment> deployments) {
        Lane {
            deployments = List.copyOf(deployments);
        }
    }

    record Owed(String service, OpenEmergency emergency) {
        Owed {
            Objects.requireNonNull(emergency);
        }
    }
}
