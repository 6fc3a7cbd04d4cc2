package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the first entries of a ledger say, in short. Derived and never trusted: it is made again where it does not fit, and
 * what a decision takes from it is looked up in the ledger.
 *
 * @param form which form of this record it is; a file of another form is made again
 * @param size how many entries it stands for
 * @param lastLeaf leaf hash of the last of them, hexadecimal; empty for none
 * @param policyHash the policy seen last
 * @param lanes the newest successful deployments of each service to each environment, oldest first
 * @param owed emergencies whose review is owed
 * @param blocked what is blocked now, of each service and environment
 * @param decisionByKey decisions by the key of their request, the newest
 * @param trails what followed the newest decisions
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Snapshot(
        int form,
        long size,
        String lastLeaf,
        Optional<String> policyHash,
        List<Lane> lanes,
        List<OwedReview> owed,
        List<BlockedDeployment> blocked,
        Map<String, Long> decisionByKey,
        List<Trail> trails) {
    /** The form that this version writes. */
    static final int FORM = 2;

    Snapshot {
        lanes = List.copyOf(lanes);
        owed = List.copyOf(owed);
        blocked = List.copyOf(blocked);
        decisionByKey = Collections.unmodifiableMap(new LinkedHashMap<>(decisionByKey));
        trails = List.copyOf(trails);
    }

    static final Snapshot EMPTY =
            new Snapshot(FORM, 0, "", Optional.empty(), List.of(), List.of(), List.of(), Map.of(), List.of());

    record Lane(String service, String environment, List<PriorDeployment> deployments) {
        Lane {
            deployments = List.copyOf(deployments);
        }
    }
}
