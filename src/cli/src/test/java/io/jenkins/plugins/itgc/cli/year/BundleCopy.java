package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.bundle.BundleManifest;
import io.jenkins.plugins.itgc.bundle.BundleManifest.FileDigest;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A bundle that somebody takes apart, changes, and packs again with a manifest that fits, as {@code docs/bundle-format.md} has
 * the form: nothing but what is signed and proved can show the change.
 */
final class BundleCopy {
    private static final short FIRST_OF_JANUARY_1980 = 0x0021;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    BundleCopy(Path bundle) throws IOException {
        try (var zip = new ZipFile(bundle.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        files.remove(BundleManifest.FILE);
    }

    BundleCopy change(String file, UnaryOperator<String> how) {
        var before = new String(files.get(file), StandardCharsets.UTF_8);
        String after = how.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Changes the lines of a file. */
    BundleCopy lines(String file, UnaryOperator<List<String>> how) {
        return change(file, text -> String.join("\n", how.apply(text.lines().toList())) + "\n");
    }

    Path pack(Path target) throws IOException {
        List<FileDigest> digests = files.entrySet().stream()
                .map(file -> new FileDigest(file.getKey(), file.getValue().length, Digests.sha256(file.getValue())))
                .toList();
        var all = new LinkedHashMap<>(files);
        all.put(BundleManifest.FILE, CanonicalJson.bytes(Json.tree(new BundleManifest(BundleManifest.FORM, digests))));
        var local = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (var file : all.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.US_ASCII);
            byte[] header = header(file.getValue(), name.length);
            directory.writeBytes(
                    little(6).putInt(0x02014b50).putShort((short) 10).array());
            directory.writeBytes(header);
            directory.writeBytes(little(14).putInt(10, local.size()).array());
            directory.writeBytes(name);
            local.writeBytes(little(4).putInt(0x04034b50).array());
            local.writeBytes(header);
            local.writeBytes(name);
            local.writeBytes(file.getValue());
        }
        var end = little(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) all.size()).putShort((short) all.size());
        end.putInt(directory.size()).putInt(local.size());
        directory.writeTo(local);
        local.writeBytes(end.array());
        return Files.write(target, local.toByteArray());
    }

    /** What a file's two headers have in common. */
    private static byte[] header(byte[] content, int nameLength) {
        var crc = new CRC32();
        crc.update(content);
        return little(26)
                .putShort((short) 10)
                .putInt(0)
                .putShort((short) 0)
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) nameLength)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
