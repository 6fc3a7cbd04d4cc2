package io.jenkins.plugins.itgc.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.time.Instant;

/** A ledger entry for machines; its texts are made harmless, so its bytes are not those that were signed. */
public record EntryAnswer(long index, Instant time, String kind, String leafHash, JsonNode body) {
    public static EntryAnswer of(Entry entry) {
        return new EntryAnswer(
                entry.index(), entry.time(), entry.kind(), entry.leafHash().hex(), entry.body());
    }
}
