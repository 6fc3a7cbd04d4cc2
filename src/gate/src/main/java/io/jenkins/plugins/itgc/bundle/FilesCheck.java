package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.BundleManifest.FileDigest;
import io.jenkins.plugins.itgc.bundle.ZipLayout.Member;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.CanonicalJsonException;
import io.jenkins.plugins.itgc.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Compares the files of a bundle with its manifest. */
final class FilesCheck {
    private static final int MOST_MANIFEST = 1 << 20;
    private static final int BUFFER = 1 << 18;

    private final ZipReader zip;
    private final Consumer<BundleFinding> findings;
    private final BundleProgress progress;

    FilesCheck(ZipReader zip, Consumer<BundleFinding> findings, BundleProgress progress) {
        this.zip = zip;
        this.findings = findings;
        this.progress = progress;
    }

    /** How many files are as the manifest says. */
    long run() throws IOException {
        List<FileDigest> listed = manifest().map(BundleManifest::files).orElse(List.of());
        Set<String> names = new HashSet<>();
        long same = 0;
        for (FileDigest file : listed) {
            if (!names.add(file.name())) {
                findings.accept(BundleFinding.in(
                        BundleManifest.FILE, Kind.FORM, "it lists " + ZipReader.quoted(file.name()) + " twice"));
            } else if (isSame(file)) {
                same++;
            }
            progress.done("files checked", names.size(), listed.size());
        }
        for (String name : zip.members().keySet()) {
            if (!BundleFiles.isKnown(name)) {
                findings.accept(BundleFinding.in(name, Kind.UNKNOWN_FILE, "no bundle has a file of this name"));
            } else if (!names.contains(name) && !name.equals(BundleManifest.FILE)) {
                findings.accept(BundleFinding.in(name, Kind.UNKNOWN_FILE, "the manifest does not list it"));
            }
        }
        for (String name : new TreeSet<>(BundleFiles.REQUIRED)) {
            if (!zip.members().containsKey(name) && !names.contains(name)) {
                findings.accept(BundleFinding.in(name, Kind.MISSING, "every bundle has this file; this one does not"));
            }
        }
        return same;
    }

    private Optional<BundleManifest> manifest() throws IOException {
        Optional<byte[]> bytes = zip.bytes(BundleManifest.FILE, MOST_MANIFEST);
        if (bytes.isEmpty()) {
            findings.accept(
                    BundleFinding.in(BundleManifest.FILE, Kind.MISSING, "there is no manifest to check against"));
            return Optional.empty();
        }
        try {
            var manifest = Json.read(CanonicalJson.parse(bytes.get()), BundleManifest.class);
            if (manifest.form() == BundleManifest.FORM) {
                return Optional.of(manifest);
            }
            findings.accept(BundleFinding.in(
                    BundleManifest.FILE,
                    Kind.FORM,
                    "it is of form " + manifest.form() + "; this version checks form " + BundleManifest.FORM));
        } catch (JsonProcessingException | CanonicalJsonException e) {
            findings.accept(BundleFinding.in(BundleManifest.FILE, Kind.FORM, "it cannot be read: " + Json.words(e)));
        }
        return Optional.empty();
    }

    private boolean isSame(FileDigest file) throws IOException {
        Member member = zip.members().get(file.name());
        if (member == null) {
            findings.accept(BundleFinding.in(
                    BundleManifest.FILE,
                    Kind.MISSING,
                    "it lists " + ZipReader.quoted(file.name()) + ", which is not there"));
            return false;
        }
        var digest = Sha256.begin();
        var crc = new CRC32();
        try (var in = zip.open(member)) {
            var block = new byte[BUFFER];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("cancelled; the bundle was not checked");
                }
                digest.update(block, 0, read);
                crc.update(block, 0, read);
            }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (member.size() != file.size() || !sha256.equals(file.sha256())) {
            findings.accept(BundleFinding.in(
                    file.name(),
                    Kind.CHANGED,
                    "it has " + member.size() + " bytes with the SHA-256 " + sha256 + "; the manifest says "
                            + file.size() + " bytes with " + file.sha256()));
            return false;
        }
        if (crc.getValue() != member.crc()) {
            findings.accept(BundleFinding.in(file.name(), Kind.FORM, "the zip's checksum is not the one of its bytes"));
        }
        return true;
    }
}
