package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.Lines.TooLongException;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.CanonicalJsonException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks each line of the ledger in a bundle against its proof. Both files are in the order of the ledger and are read beside
 * each other, so that a line that is changed, exchanged or missing is named by its index, and the others are still checked.
 */
final class EntriesCheck {
    private final ZipReader zip;
    private final Checkpoint checkpoint;
    private final Consumer<BundleFinding> findings;
    private final BundleProgress progress;
    private final BundledEntries entries = new BundledEntries();

    /** A line that was read: the entry, or why it is none. */
    private record Read(long line, Optional<Entry> entry, String problem) {}

    EntriesCheck(ZipReader zip, Checkpoint checkpoint, Consumer<BundleFinding> findings, BundleProgress progress) {
        this.zip = zip;
        this.checkpoint = checkpoint;
        this.findings = findings;
        this.progress = progress;
    }

    /** The entries that are proved. */
    BundledEntries run() throws IOException {
        var lines = zip.members().get(BundleFiles.ENTRIES);
        var proofs = zip.members().get(BundleFiles.PROOFS);
        if (lines != null && proofs != null) {
            try (var entriesIn = new Lines(zip.open(lines));
                    var proofsIn = new Lines(zip.open(proofs))) {
                compare(new Ahead<>(() -> entry(entriesIn)), new Ahead<>(() -> proof(proofsIn)));
            } catch (TooLongException e) {
                findings.accept(BundleFinding.in(BundleFiles.ENTRIES, Kind.FORM, String.valueOf(e.getMessage())));
            }
        }
        return entries;
    }

    private void compare(Ahead<Read> lines, Ahead<EntryProofLine> proofs) throws IOException, TooLongException {
        long done = 0;
        while (lines.peek(0).isPresent() || proofs.peek(0).isPresent()) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("cancelled; the bundle was not checked");
            }
            Optional<Read> line = lines.peek(0);
            Optional<EntryProofLine> proof = proofs.peek(0);
            if (line.isEmpty()) {
                missing(proofs.take().index());
            } else if (line.get().entry().isEmpty()) {
                unreadable(lines.take(), proof);
                proofs.skip();
            } else if (proof.isEmpty()) {
                unproved(lines.take().entry().orElseThrow());
            } else {
                compare(line.get().entry().get(), proof.get(), lines, proofs);
            }
            progress.done("entries checked", ++done, 0);
        }
    }

    private void compare(Entry entry, EntryProofLine proof, Ahead<Read> lines, Ahead<EntryProofLine> proofs)
            throws IOException, TooLongException {
        if (entry.index() == proof.index()) {
            lines.skip();
            proofs.skip();
            check(entry, proof);
        } else if (exchanged(lines.peek(1), proof.index()) && exchangedProof(proofs.peek(1), entry.index())) {
            Entry other = lines.peek(1).orElseThrow().entry().orElseThrow();
            findings.accept(BundleFinding.at(
                    entry.index(),
                    BundleFiles.ENTRIES,
                    Kind.ORDER,
                    "it stands before entry " + other.index() + "; the two were exchanged"));
            check(entry, proofs.peek(1).orElseThrow());
            check(other, proof);
            lines.skip();
            lines.skip();
            proofs.skip();
            proofs.skip();
        } else if (entry.index() > proof.index()) {
            missing(proofs.take().index());
        } else {
            unproved(lines.take().entry().orElseThrow());
        }
    }

    private static boolean exchanged(Optional<Read> next, long index) {
        return next.flatMap(Read::entry).filter(entry -> entry.index() == index).isPresent();
    }

    private static boolean exchangedProof(Optional<EntryProofLine> next, long index) {
        return next.filter(proof -> proof.index() == index).isPresent();
    }

    private void check(Entry entry, EntryProofLine proof) {
        try {
            if (!entry.leafHash().base64().equals(proof.leafHash())) {
                findings.accept(BundleFinding.at(
                        entry.index(),
                        BundleFiles.ENTRIES,
                        Kind.ENTRY,
                        "it is not the line that was proved: its hash is "
                                + entry.leafHash().base64() + ", and that of the proof " + proof.leafHash()));
                return;
            }
            InclusionProofVerifier.verify(proof.in(checkpoint.size()), entry.leafHash(), checkpoint.root());
            entries.add(entry);
        } catch (ProofException | IllegalArgumentException e) {
            findings.accept(BundleFinding.at(
                    entry.index(),
                    BundleFiles.PROOFS,
                    Kind.ENTRY,
                    "it is not in the tree that the checkpoint signs: " + e.getMessage()));
        }
    }

    private void missing(long index) {
        findings.accept(BundleFinding.at(
                index,
                BundleFiles.ENTRIES,
                Kind.MISSING,
                "its line is missing, and " + BundleFiles.PROOFS + " has its proof"));
    }

    private void unproved(Entry entry) {
        findings.accept(BundleFinding.at(
                entry.index(),
                BundleFiles.PROOFS,
                Kind.ENTRY,
                "there is no proof of this entry where it should stand"));
    }

    private void unreadable(Read line, Optional<EntryProofLine> proof) {
        String message = "line " + line.line() + " is no entry: " + line.problem();
        findings.accept(
                proof.isPresent()
                        ? BundleFinding.at(proof.get().index(), BundleFiles.ENTRIES, Kind.ENTRY, message)
                        : BundleFinding.in(BundleFiles.ENTRIES, Kind.ENTRY, message));
    }

    private static Optional<Read> entry(Lines lines) throws IOException, TooLongException {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        if (!lines.ended()) {
            return Optional.of(new Read(lines.number(), Optional.empty(), "it was cut off"));
        }
        try {
            return Optional.of(new Read(lines.number(), Optional.of(EntryLine.parse(line.get())), ""));
        } catch (EntryFormatException e) {
            return Optional.of(new Read(lines.number(), Optional.empty(), String.valueOf(e.getMessage())));
        }
    }

    private Optional<EntryProofLine> proof(Lines lines) throws IOException, TooLongException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                return Optional.of(Json.read(CanonicalJson.parse(line.get()), EntryProofLine.class));
            } catch (JsonProcessingException | CanonicalJsonException e) {
                findings.accept(BundleFinding.in(
                        BundleFiles.PROOFS, Kind.FORM, "line " + lines.number() + " is no proof: " + Json.words(e)));
            }
        }
        return Optional.empty();
    }

    /** Reads one further than it is asked to, so that what was exchanged can be told from what is missing. */
    private static final class Ahead<T> {
        private final Source<T> source;
        private final Deque<T> read = new ArrayDeque<>();

        private interface Source<T> {
            Optional<T> next() throws IOException, TooLongException;
        }

        Ahead(Source<T> source) {
            this.source = source;
        }

        Optional<T> peek(int ahead) throws IOException, TooLongException {
            while (read.size() <= ahead) {
                Optional<T> next = source.next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                read.add(next.get());
            }
            Iterator<T> all = read.iterator();
            for (int i = 0; i < ahead; i++) {
                all.next();
            }
            return Optional.of(all.next());
        }

        T take() throws IOException, TooLongException {
            return peek(0).map(next -> read.remove()).orElseThrow();
        }

        void skip() throws IOException, TooLongException {
            if (peek(0).isPresent()) {
                read.remove();
            }
        }
    }
}
