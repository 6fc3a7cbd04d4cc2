package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes a bundle: what somebody needs who has nothing else to check the test of a period, and no more of the ledger than that.
 * The same ledger and test give the same bytes.
 */
public final class BundleMaker {
    private final Ledger ledger;
    private final BundleProgress progress;

    /**
     * @param ledger its checkpoint must cover all entries of the test
     */
    public BundleMaker(Ledger ledger, BundleProgress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    /**
     * Makes a bundle. Where this throws, or the thread is interrupted, nothing is left of it.
     *
     * @param target the file to write, which must not be there yet
     * @throws BundleException where it is there, the checkpoint does not cover the test, or an entry cannot be proved
     */
    public BundleManifest make(ControlTest test, Path target) throws BundleException, IOException {
        if (Files.exists(target)) {
            throw new BundleException(target + " is there already; a bundle is never overwritten, name another file");
        }
        if (!test.isOf(ledger)) {
            throw new BundleException("this ledger is not the one that was tested; name the ledger of the test");
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            BundleManifest manifest = write(test, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private BundleManifest write(ControlTest test, Path fresh) throws BundleException, IOException {
        SignedCheckpoint signed = ledger.checkpoint();
        SortedSet<Long> indexes = EntriesOfTest.of(ledger, test, progress);
        if (!indexes.isEmpty() && indexes.last() >= signed.size()) {
            throw new BundleException("the checkpoint covers " + signed.size() + " entries, and entry " + indexes.last()
                    + " belongs to the test; wait until whoever writes to the ledger has signed again");
        }
        try (var zip = new ZipWriter(fresh)) {
            zip.add(BundleFiles.README, out -> out.write(readme().getBytes(StandardCharsets.UTF_8)));
            zip.add(BundleFiles.CHECKPOINT, out -> out.write(signed.note().bytes()));
            zip.add(BundleFiles.ENTRIES, out -> entries(indexes, out));
            zip.add(BundleFiles.PROOFS, out -> proofs(indexes, signed, out));
            zip.add(BundleFiles.CONSISTENCY, out -> consistency(Earlier.of(test, indexes, ledger), signed, out));
            zip.add(BundleFiles.KEY, out -> out.write((ledger.verifierKey() + "\n").getBytes(StandardCharsets.UTF_8)));
            for (String name : BundleFiles.OF_POPULATION) {
                copy(
                        zip,
                        BundleFiles.POPULATION + name,
                        test.population().directory().resolve(name));
            }
            copy(zip, BundleFiles.SAMPLE, test.sampleFile());
            for (Path file : worksheets(test)) {
                copy(zip, BundleFiles.WORKSHEETS + file.getFileName(), file);
            }
            var manifest = new BundleManifest(BundleManifest.FORM, zip.digests());
            zip.add(BundleManifest.FILE, out -> out.write(CanonicalJson.bytes(Json.tree(manifest))));
            zip.finish();
            return manifest;
        }
    }

    private void entries(SortedSet<Long> indexes, OutputStream out) throws IOException {
        long done = 0;
        for (long index : indexes) {
            requireNotInterrupted();
            out.write(EntryLine.of(entry(index)));
            out.write('\n');
            progress.done("entries written", ++done, indexes.size());
        }
    }

    /** Each proof is checked as its reader will: what does not hold is not handed over. */
    private void proofs(SortedSet<Long> indexes, SignedCheckpoint signed, OutputStream out)
            throws IOException, BundleException {
        HashValue root = signed.checkpoint().root();
        try {
            signed.verify(ledger.verifierKey());
            long done = 0;
            for (long index : indexes) {
                requireNotInterrupted();
                InclusionProof proof = ledger.prove(index, signed.size());
                HashValue leaf = entry(index).leafHash();
                InclusionProofVerifier.verify(proof, leaf, root);
                line(EntryProofLine.of(proof, leaf), out);
                progress.done("proofs written", ++done, indexes.size());
            }
        } catch (CheckpointException | ProofException e) {
            throw new BundleException(
                    "the ledger is not what was signed: " + e.getMessage()
                            + "; verify the ledger: that names what was changed",
                    e);
        }
    }

    private void consistency(SortedSet<Long> sizes, SignedCheckpoint signed, OutputStream out) throws IOException {
        for (long size : sizes) {
            if (size > 0 && size <= signed.size()) {
                List<String> path = ledger.proveConsistency(size, signed.size()).path().stream()
                        .map(HashValue::base64)
                        .toList();
                line(new ConsistencyLine(size, ledger.root(size).base64(), path), out);
            }
        }
    }

    private static void line(Object value, OutputStream out) throws IOException {
        out.write(CanonicalJson.bytes(Json.tree(value)));
        out.write('\n');
    }

    private Entry entry(long index) throws IOException {
        return ledger.entry(index).orElseThrow(() -> new IOException("the ledger has no entry " + index));
    }

    private void copy(ZipWriter zip, String name, Path file) throws IOException, BundleException {
        requireNotInterrupted();
        zip.add(name, out -> Files.copy(file, out));
        progress.done("files written", zip.digests().size(), 0);
    }

    /** All forms of the worksheet that there are, in the order of their names. */
    private static SortedSet<Path> worksheets(ControlTest test) throws IOException, BundleException {
        Path directory = test.worksheet().file().toAbsolutePath().getParent();
        if (directory == null) {
            throw new BundleException(test.worksheet().file() + " stands in no directory");
        }
        var files = new TreeSet<Path>();
        try (var all = Files.list(directory)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> isWorksheet(String.valueOf(file.getFileName())))
                    .forEach(files::add);
        }
        return files;
    }

    /** Population and sample may stand in the same directory, and what is not finished yet. */
    private static boolean isWorksheet(String name) {
        return !name.endsWith(".new") && !name.equals(Sample.FILE) && !BundleFiles.OF_POPULATION.contains(name);
    }

    private static String readme() throws IOException {
        try (var in = BundleMaker.class.getResourceAsStream("README.txt")) {
            if (in == null) {
                throw new IOException("README.txt is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("cancelled; no bundle was made");
        }
    }
}
