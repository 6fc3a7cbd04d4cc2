package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what was published as {@code docs/publication.md} tells others to, with nothing of the code that published it. */
public final class PublishedCopy {
    private static final int LIMIT = 64 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Archive archive;

    public PublishedCopy(Archive archive) {
        this.archive = archive;
    }

    public List<String> keys(String prefix) throws PublicationException {
        var keys = new ArrayList<String>();
        for (String name : archive.names(prefix)) {
            if (name.endsWith("/")) {
                keys.addAll(keys(prefix + name));
            } else {
                keys.add(prefix + name);
            }
        }
        return keys;
    }

    public byte[] bytes(String key) throws PublicationException {
        return archive.read(key, LIMIT).orElseThrow();
    }

    public List<JsonNode> manifests() throws Exception {
        var manifests = new ArrayList<JsonNode>();
        for (String key : keys("manifests/")) {
            manifests.add(MAPPER.readTree(bytes(key)));
        }
        return manifests;
    }

    public List<JsonNode> rows(String dataset) throws Exception {
        var rows = new ArrayList<JsonNode>();
        for (String key : keys(dataset + "/")) {
            for (String line : new String(bytes(key), StandardCharsets.UTF_8).split("\n")) {
                rows.add(MAPPER.readTree(line));
            }
        }
        return rows;
    }

    /**
     * Requires that the manifests make a chain, that all they name is there, that no table holds anything that they do not
     * name, and that the published lines are a whole ledger that the key signed.
     *
     * @param size how many entries it must have
     * @param empty where the ledger is put together
     */
    public void requireWhole(long size, VerifierKey key, Path empty) throws Exception {
        var named = new ArrayList<String>();
        long next = 0;
        Optional<String> before = Optional.empty();
        JsonNode last = MAPPER.createObjectNode();
        for (String manifestKey : keys("manifests/")) {
            last = MAPPER.readTree(bytes(manifestKey));
            assertThat(last.path("first").asLong()).isEqualTo(next);
            assertThat(Optional.ofNullable(last.at("/previous/sha256").textValue()))
                    .isEqualTo(before);
            requireStored(last.path("checkpoint"));
            for (JsonNode object : last.path("objects")) {
                requireStored(object);
                named.add(object.path("key").asText());
            }
            next = last.path("size").asLong();
            before = Optional.of(digest(bytes(manifestKey)));
        }
        assertThat(next).isEqualTo(size);
        var tables = new ArrayList<String>();
        for (String table : List.of("ledger/", "deployments/", "deployment-events/")) {
            tables.addAll(keys(table));
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(tables);
        putTogether(last.at("/checkpoint/key").asText(), empty);
        var report = LedgerVerifier.verify(empty, Optional.of(key), VerifyProgress.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(size);
        assertThat(report.entriesAfterCheckpoint()).isZero();
    }

    /** A ledger of what is published: of each month the parts, one behind the other. */
    private void putTogether(String checkpoint, Path directory) throws Exception {
        for (String key : keys("ledger/")) {
            String month = key.replaceFirst("ledger/year=(\\d+)/month=(\\d+)/.*", "$1-$2");
            Files.write(
                    directory.resolve(month + ".jsonl"),
                    bytes(key),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        Files.write(directory.resolve("checkpoint"), bytes(checkpoint));
        Files.write(directory.resolve("ledger.pub"), bytes("ledger.pub"));
    }

    private void requireStored(JsonNode object) throws Exception {
        byte[] bytes = bytes(object.path("key").asText());
        assertThat(digest(bytes)).isEqualTo(object.path("sha256").asText());
        assertThat(bytes).hasSize(object.path("bytes").asInt());
    }

    private static String digest(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
