package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.signoff.SignOff;
import java.util.List;
import java.util.Optional;

/**
 * What checking a bundle found.
 *
 * @param findings all that does not hold, up to a limit
 * @param unlisted how many findings are behind that limit
 * @param warnings what holds, and should not be taken for more than it is
 * @param bundle whether it has the form of a bundle at all; where not, a finding says why, and nothing else was checked
 * @param files how many files were compared with the manifest
 * @param entries how many entries are proved
 * @param treeSize how many entries the checkpoint covers
 * @param key the key that it was checked with, in verifier form
 * @param keyGiven whether that was given; otherwise it is the bundle's own
 * @param period the population's period, in words
 * @param deployments how many deployments the population has
 * @param items how many of them were tested
 * @param exceptions the exceptions that the bundle holds, as they stand
 * @param signOffs the sign-offs that the bundle holds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BundleReport(
        List<BundleFinding> findings,
        long unlisted,
        List<String> warnings,
        boolean bundle,
        long files,
        long entries,
        Optional<Long> treeSize,
        Optional<String> key,
        boolean keyGiven,
        Optional<String> period,
        long deployments,
        long items,
        List<ControlException> exceptions,
        List<SignOff> signOffs) {
    public BundleReport {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
        exceptions = List.copyOf(exceptions);
        signOffs = List.copyOf(signOffs);
    }

    /** Whether nothing was found. */
    public boolean intact() {
        return findings.isEmpty();
    }
}
