package io.jenkins.plugins.itgc.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.CanonicalJsonException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one publication consists of. It is stored last: what no manifest names was not published. The same entries always give
 * the same manifest, so that a publication can be completed by whoever comes next.
 *
 * @param format {@value #FORMAT}
 * @param first the first entry of this publication
 * @param size how many entries are published with this publication and all before it
 * @param root the root over them, base64
 * @param subtrees the roots of the largest complete subtrees that make up this root, the lowest first, base64: with them the
 *     root of a later publication can be computed from its own lines
 * @param checkpoint the signed checkpoint that says so
 * @param previous the manifest before this one
 * @param objects everything else that was stored
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Manifest(
        int format,
        long first,
        long size,
        String root,
        List<String> subtrees,
        PublishedObject checkpoint,
        Optional<PublishedObject> previous,
        List<PublishedObject> objects) {
    /** The version of this format. */
    static final int FORMAT = 1;

    static final int MAX_LENGTH = 16 << 20;

    public Manifest {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(previous, "previous");
        subtrees = List.copyOf(subtrees);
        objects = List.copyOf(objects);
    }

    /** The bytes as they are stored: canonical JSON. */
    byte[] bytes() {
        return CanonicalJson.bytes(Json.tree(this));
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException where the bytes are none, or one of another format
     */
    static Manifest parse(byte[] bytes) {
        try {
            var tree = CanonicalJson.parse(bytes);
            int format = tree.path("format").asInt();
            if (format != FORMAT) {
                throw new IllegalArgumentException("is of format " + format + "; this program knows format " + FORMAT);
            }
            return Json.read(tree, Manifest.class);
        } catch (CanonicalJsonException | JsonProcessingException e) {
            throw new IllegalArgumentException("is no manifest", e);
        }
    }

    /**
     * The tree over all that is published.
     *
     * @throws IllegalArgumentException where its parts do not fit
     */
    CompactTree tree() {
        return CompactTree.of(size, subtrees.stream().map(HashValue::ofBase64).toList());
    }
}
