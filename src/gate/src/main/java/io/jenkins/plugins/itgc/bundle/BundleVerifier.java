package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.SignOff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a bundle with nothing else at hand: each file against the manifest, each entry against the signed checkpoint, the draw
 * of the sample by performing it again, and all of them against each other. The bundle may have been made to do harm.
 */
public final class BundleVerifier {
    private final ZipReader zip;
    private final BundleFindings findings;
    private final List<String> warnings = new ArrayList<>();
    private final BundleProgress progress;

    private BundleVerifier(ZipReader zip, BundleFindings findings, BundleProgress progress) {
        this.zip = zip;
        this.findings = findings;
        this.progress = progress;
    }

    /**
     * Checks a bundle.
     *
     * @param key the key that must have signed; absent to believe the bundle's own, which whoever made the bundle chose
     * @throws IOException where the file cannot be read; what is wrong with it is in the report
     */
    public static BundleReport verify(Path bundle, Optional<VerifierKey> key, BundleProgress progress)
            throws IOException {
        var findings = new BundleFindings();
        try (var zip = ZipReader.open(bundle, findings)) {
            return new BundleVerifier(zip, findings, progress).run(key);
        }
    }

    private BundleReport run(Optional<VerifierKey> given) throws IOException {
        boolean isBundle = !zip.members().isEmpty();
        var signature = new SignatureCheck(zip, findings);
        Optional<VerifierKey> own = isBundle ? signature.ownKey() : Optional.empty();
        Optional<Checkpoint> checkpoint = Optional.empty();
        var entries = new BundledEntries();
        var test = TestSummary.NONE;
        long files = 0;
        if (isBundle) {
            files = new FilesCheck(zip, findings, progress).run();
            checkpoint = signature.run(given, own);
        }
        if (checkpoint.isPresent()) {
            entries = new EntriesCheck(zip, checkpoint.get(), findings, progress).run();
            PoliciesCheck.run(entries, findings);
            test = test(entries, new StatesCheck(zip, checkpoint.get(), findings).run());
        }
        if (isBundle) {
            warn(given, test);
        }
        return new BundleReport(
                findings.listed(),
                findings.unlisted(),
                warnings,
                isBundle,
                files,
                entries.size(),
                checkpoint.map(Checkpoint::size),
                given.or(() -> own).map(VerifierKey::toString),
                given.isPresent(),
                test.period(),
                test.deployments(),
                test.items(),
                exceptions(entries),
                test.signOffs());
    }

    /** What is reported of a test. */
    private record TestSummary(Optional<String> period, long deployments, long items, List<SignOff> signOffs) {
        static final TestSummary NONE = new TestSummary(Optional.empty(), 0, 0, List.of());
    }

    private TestSummary test(BundledEntries entries, StatesCheck states) throws IOException {
        try (var taken = BundledTest.of(zip)) {
            Optional<ControlTest> test = new TestCheck(taken, entries, findings).run(states);
            if (test.isEmpty()) {
                return TestSummary.NONE;
            }
            var query = test.get().summary().query();
            return new TestSummary(
                    Optional.of(query.from() + " to " + query.to() + " ("
                            + query.zone().getId() + ")"),
                    test.get().summary().count(),
                    test.get().sample().size(),
                    signOffs(entries, test.get(), states));
        }
    }

    private List<SignOff> signOffs(BundledEntries entries, ControlTest test, StatesCheck states) {
        var signOffs = new ArrayList<SignOff>();
        for (Entry entry : entries.of(EntryKind.SIGN_OFF)) {
            try {
                SignOff signed = Json.read(entry.body(), SignOff.class);
                same(entry, "population", signed.population(), test.population().digest());
                same(entry, "sample", signed.sample(), test.sampleDigest());
                same(entry, "worksheet", signed.worksheet(), test.worksheet().digest());
                states.require(
                        signed.checkpointSize(),
                        signed.checkpointRoot(),
                        BundleFiles.ENTRIES,
                        "entry " + entry.index());
                signOffs.add(signed);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                findings.accept(BundleFinding.at(
                        entry.index(), BundleFiles.ENTRIES, Kind.SIGN_OFF, "it cannot be read: " + Json.words(e)));
            }
        }
        return signOffs;
    }

    private void same(Entry entry, String what, String signed, String there) {
        if (!signed.equals(there)) {
            findings.accept(BundleFinding.at(
                    entry.index(),
                    BundleFiles.ENTRIES,
                    Kind.SIGN_OFF,
                    "what was signed off is the " + what + " " + signed + ", and the bundle has " + there));
        }
    }

    private List<ControlException> exceptions(BundledEntries entries) {
        try {
            return ExceptionRegister.of(entries.of(EntryKind.EXCEPTION_OPENED, EntryKind.EXCEPTION_CHANGED))
                    .inOrder();
        } catch (HistoryException e) {
            findings.accept(BundleFinding.in(BundleFiles.ENTRIES, Kind.ENTRY, String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    private void warn(Optional<VerifierKey> given, TestSummary test) {
        if (given.isEmpty()) {
            warnings.add("checked with the key in the bundle, which whoever made the bundle chose: get the ledger's key"
                    + " from somebody else, and check with that");
        }
        if (test.signOffs().isEmpty()) {
            warnings.add("nobody signed this test off: population, sample and worksheet fit each other and the entries,"
                    + " and nothing says that they are the ones that management reviewed");
        }
    }
}
