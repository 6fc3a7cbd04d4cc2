package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.PublicationProgress.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes a ledger up to its newest checkpoint: what is new since the last publication, and nothing twice.
 *
 * <p>The steps of one publication, in this order: the place is looked at; the newest published checkpoint is compared with
 * the ledger; the lines that are new are compared with the ledger's checkpoint; the checkpoint is stored, which says where
 * this publication begins and ends; then lines and rows, month by month; last the manifest. A publication without a manifest
 * does not count. Whoever publishes next completes it, up to the checkpoint that it was begun with, and only then goes on:
 * so no two objects ever hold the same entry, whenever somebody was cut off, and however many publish at once.
 */
public final class Publisher {
    /** The most entries of a month that are published in one piece; a longer month has several. */
    static final int PART = 250_000;

    private final Archive archive;
    private final PublicationProgress progress;
    private final int partLength;

    public Publisher(Archive archive, PublicationProgress progress) {
        this(archive, progress, PART);
    }

    Publisher(Archive archive, PublicationProgress progress, int partLength) {
        this.archive = archive;
        this.progress = progress;
        this.partLength = partLength;
    }

    /**
     * Publishes what is new.
     *
     * @param expected the key that must have signed; the ledger's own where the caller knows no other
     * @throws LedgerException where the ledger cannot be read
     * @throws PublicationException where the place or what is published there stands against it
     */
    public Publication publish(Ledger ledger, VerifierKey expected) throws IOException {
        archive.requireReady();
        var log = new PublishedLog(archive, expected);
        log.requireKey();
        var head = log.head();
        // Only now: whatever was published before must be in it.
        var target = own(ledger, log);
        if (head.isPresent()) {
            PublishedLog.requireContinued(head.get().checkpoint(), ledger, target);
        }
        return publish(ledger, expected, log, head, target);
    }

    private static SignedCheckpoint own(Ledger ledger, PublishedLog log) throws IOException {
        return log.signed(ledger.checkpoint().note().bytes(), "of the ledger");
    }

    private Publication publish(
            Ledger ledger,
            VerifierKey signer,
            PublishedLog log,
            Optional<PublishedLog.Head> published,
            SignedCheckpoint target)
            throws IOException {
        var head = published;
        long from = size(head);
        boolean resumed = false;
        var objects = new ArrayList<PublishedObject>();
        while (size(head) < target.size()) {
            long first = size(head);
            Instant time = entry(ledger, first).time();
            var key = Keys.checkpoint(first, time);
            var begun = log.begun(key);
            if (begun.isPresent()) {
                requireFits(begun.get(), first, ledger, log);
                resumed = true;
            }
            var goal = begun.orElse(target);
            check(ledger, tree(head), goal);
            if (first == 0 && objects.isEmpty()) {
                objects.add(store(Keys.PUBLIC_KEY, PublishedLog.keyFile(signer)));
            }
            if (begin(key, goal, begun)) {
                head = Optional.of(publishTo(goal, head, ledger, time, objects));
            }
        }
        var end = head.orElseThrow(
                () -> new PublicationException(Reason.REQUEST, "the ledger is empty: there is nothing to publish"));
        return new Publication(
                from,
                end.size(),
                end.checkpoint().checkpoint().root().base64(),
                resumed,
                objects,
                archive.location(end.manifest().key()),
                archive.protection());
    }

    private PublishedLog.Head publishTo(
            SignedCheckpoint goal,
            Optional<PublishedLog.Head> before,
            Ledger ledger,
            Instant timeOfFirst,
            List<PublishedObject> stored)
            throws IOException {
        long first = size(before);
        var tree = tree(before);
        var objects = new ArrayList<PublishedObject>();
        Path temporary = Files.createTempDirectory("itgc-publish");
        try {
            for (long next = first; next < goal.size(); next = tree.size()) {
                Interruption.check();
                objects.addAll(part(ledger, next, goal.size()).store(ledger, archive, tree, temporary));
                progress.reached(Step.PUBLISHED, tree.size() - first, goal.size() - first);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        requireRoot(tree, goal);
        var checkpoint = PublishedObject.of(
                Keys.checkpoint(first, timeOfFirst), Content.of(goal.note().bytes()), 0);
        var manifest = new Manifest(
                Manifest.FORMAT,
                first,
                goal.size(),
                tree.root().base64(),
                tree.subtrees().stream().map(hash -> hash.base64()).toList(),
                checkpoint,
                before.map(PublishedLog.Head::manifest),
                objects);
        stored.add(checkpoint);
        stored.addAll(objects);
        var last = store(Keys.manifest(first, timeOfFirst), Content.of(manifest.bytes()));
        stored.add(last);
        return new PublishedLog.Head(last, tree, goal);
    }

    /**
     * Says what is going to be published; who says so first decides for all.
     *
     * @param begun what was said already
     * @return whether this is it; otherwise somebody else was faster
     */
    private boolean begin(String key, SignedCheckpoint goal, Optional<SignedCheckpoint> begun)
            throws PublicationException {
        try {
            archive.store(key, Content.of(goal.note().bytes()));
            return true;
        } catch (PublicationException e) {
            if (e.reason() != Reason.CONFLICT || begun.isPresent()) {
                throw e;
            }
            return false;
        }
    }

    /** The entries from one on that belong to its month. */
    private Part part(Ledger ledger, long first, long size) throws LedgerException {
        YearMonth month = Segment.monthOf(entry(ledger, first).time());
        long low = first;
        long high = Math.min(size, first + partLength);
        while (low + 1 < high) {
            long middle = low + high >>> 1;
            if (Segment.monthOf(entry(ledger, middle).time()).equals(month)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Part(month, first, low);
    }

    /** Compares the lines that are to be published with the checkpoint, whatever the ledger's indexes say. */
    private void check(Ledger ledger, CompactTree tree, SignedCheckpoint goal) throws IOException {
        long first = tree.size();
        long total = goal.size() - first;
        try (var entries = ledger.entries(first)) {
            for (var found = entries.iterator(); tree.size() < goal.size() && found.hasNext(); ) {
                Interruption.check();
                tree.append(found.next().leafHash().bytes(), hash -> {});
                progress.reached(Step.CHECKED, tree.size() - first, total);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        requireRoot(tree, goal);
    }

    private static void requireRoot(CompactTree tree, SignedCheckpoint goal) throws PublicationException {
        if (tree.size() != goal.size() || !tree.root().equals(goal.checkpoint().root())) {
            throw new PublicationException(
                    Reason.INCONSISTENT,
                    "THE LEDGER CONTRADICTS ITS CHECKPOINT: its lines up to entry " + tree.size() + " lead to the root "
                            + tree.root().base64() + ", the signed checkpoint of " + goal.size() + " entries says "
                            + goal.checkpoint().root().base64() + ". This publication does not count. Verify the ledger"
                            + " to see which entries were changed.");
        }
    }

    /** Whoever began it may have seen more of the ledger than this publisher had when it began. */
    private static void requireFits(SignedCheckpoint goal, long first, Ledger ledger, PublishedLog log)
            throws IOException {
        if (goal.size() <= first) {
            throw new PublicationException(
                    Reason.DAMAGED,
                    "a publication from entry " + first + " on was begun with a checkpoint of only " + goal.size()
                            + " entries; find out who wrote it");
        }
        PublishedLog.requireContinued(goal, ledger, own(ledger, log));
    }

    private PublishedObject store(String key, Content content) throws PublicationException {
        archive.store(key, content);
        return PublishedObject.of(key, content, 0);
    }

    private static long size(Optional<PublishedLog.Head> head) {
        return head.map(PublishedLog.Head::size).orElse(0L);
    }

    private static CompactTree tree(Optional<PublishedLog.Head> head) {
        return head.map(published ->
                        CompactTree.of(published.size(), published.tree().subtrees()))
                .orElseGet(CompactTree::new);
    }

    private static Entry entry(Ledger ledger, long index) throws LedgerException {
        return ledger.entry(index)
                .orElseThrow(() ->
                        new LedgerException(LedgerException.Reason.TRUNCATED, "the ledger has no entry " + index));
    }
}
