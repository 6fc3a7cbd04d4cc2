package io.jenkins.plugins.itgc.ledger.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.CanonicalJsonException;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The line of an entry: canonical JSON with exactly the members body, index, kind and time. */
public final class EntryLine {
    /** The longest line, its line end left off. */
    public static final int MAX_LENGTH = 16 << 20;

    private static final int MEMBERS = 4;

    private EntryLine() {}

    /** Puts a line together around a body that is canonical already; no line end. */
    public static byte[] format(byte[] body, long index, String kind, Instant time) {
        var head = "{\"body\":".getBytes(StandardCharsets.US_ASCII);
        var tail = (",\"index\":" + index + ",\"kind\":\"" + kind + "\",\"time\":\"" + Timestamp.format(time) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        var line = new byte[head.length + body.length + tail.length];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(body, 0, line, head.length, body.length);
        System.arraycopy(tail, 0, line, head.length + body.length, tail.length);
        return line;
    }

    /** The line of an entry, as it stands in its segment; no line end. */
    public static byte[] of(Entry entry) {
        return format(CanonicalJson.bytes(entry.body()), entry.index(), entry.kind(), entry.time());
    }

    /** Reads a line whole. */
    public static Entry parse(byte[] line) throws EntryFormatException {
        var envelope = Envelope.parse(line, 0, line.length);
        var body = body(line);
        return new Entry(
                envelope.index(),
                Instant.ofEpochMilli(envelope.millis()),
                envelope.kind(),
                body,
                HashValue.of(new MerkleHasher().leaf(line)));
    }

    private static JsonNode body(byte[] line) throws EntryFormatException {
        try {
            var members = CanonicalJson.parse(line);
            if (members.size() != MEMBERS || !members.path("body").isObject()) {
                throw new EntryFormatException("its members are not just body, index, kind and time");
            }
            return members.get("body");
        } catch (CanonicalJsonException e) {
            throw new EntryFormatException("it " + e.getMessage(), e);
        }
    }
}
