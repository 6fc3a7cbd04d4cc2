package io.jenkins.plugins.itgc.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.BundleManifest.FileDigest;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.signoff.ManagementReview;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import io.jenkins.plugins.itgc.simulated.SimulatedTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle holds, and that every change to it is named; also where whoever made it wrote the manifest again. */
class BundleTest {
    private static Path directory;
    private static SimulatedPeriod period;
    private static SimulatedTest test;
    private static Path bundle;
    private static VerifierKey key;
    private static Item item;
    private static long signedOff;

    @BeforeAll
    static void make(@TempDir Path root) throws Exception {
        directory = root;
        period = new SimulatedPeriod(root.resolve("ledger"));
        for (int i = 0; i < 5; i++) {
            period.allowed();
        }
        period.reviewed(period.overridden(), true);
        period.reviewed(period.emergency(), true);
        period.blocked();
        test = SimulatedTest.of(period, root, 3);
        item = test.test().items().get(0);
        test.tested();
        test.ownedExceptions();
        signedOff = new ManagementReview(period.ledger(), period.clock)
                .signOff(
                        test.test(),
                        period.policy.identities(),
                        Identity.gitHub("carla"),
                        LocalDate.of(2026, 12, 2),
                        "Reviewed.")
                .index();
        period.settle();
        key = period.ledger().ledger().verifierKey();
        bundle = root.resolve("bundle.zip");
        make(bundle, test);
    }

    @AfterAll
    static void end() throws Exception {
        period.close();
    }

    private static BundleManifest make(Path target, SimulatedTest of) throws Exception {
        try (var reading = FileLedger.read(period.directory)) {
            return new BundleMaker(reading, BundleProgress.NONE).make(of.test(), target);
        }
    }

    private static BundleReport verify(Path path) throws Exception {
        return BundleVerifier.verify(path, Optional.of(key), BundleProgress.NONE);
    }

    private static Map<String, byte[]> content() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(bundle.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static String text(String name) throws Exception {
        return new String(content().get(name), StandardCharsets.UTF_8);
    }

    /** Packs files as a bundle is packed; the manifest is written again where it is told to fit. */
    private static Path pack(Map<String, byte[]> files, boolean fitting) throws Exception {
        Path target = Files.createTempFile(directory, "changed", ".zip");
        try (var zip = new ZipWriter(target)) {
            for (var file : files.entrySet()) {
                if (!fitting || !file.getKey().equals(BundleManifest.FILE)) {
                    zip.add(file.getKey(), out -> out.write(file.getValue()));
                }
            }
            if (fitting) {
                var manifest = new BundleManifest(BundleManifest.FORM, zip.digests());
                zip.add(BundleManifest.FILE, out -> out.write(CanonicalJson.bytes(Json.tree(manifest))));
            }
            zip.finish();
        }
        return target;
    }

    /** The report on a bundle in which one file was changed. */
    private static BundleReport changed(String name, boolean fitting, UnaryOperator<String> change) throws Exception {
        Map<String, byte[]> files = content();
        String before = text(name);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put(name, after.getBytes(StandardCharsets.UTF_8));
        return verify(pack(files, fitting));
    }

    private static List<Kind> kinds(BundleReport report) {
        return report.findings().stream().map(BundleFinding::kind).distinct().toList();
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    @DisplayName("is intact as it was made, and says what it holds")
    void intact() throws Exception {
        BundleReport report = verify(bundle);

        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.period()).contains("2026-11-01 to 2026-11-30 (Z)");
        assertThat(report.deployments()).isEqualTo(7);
        assertThat(report.items()).isEqualTo(5);
        assertThat(report.exceptions()).isNotEmpty();
        assertThat(report.signOffs()).hasSize(1);
        assertThat(content().keySet()).containsAll(BundleFiles.REQUIRED);
        assertThat(report.files()).isEqualTo(content().size() - 1);
        assertThat(text(BundleFiles.ENTRIES).lines().map(line -> line.replaceFirst(".*\"kind\":\"([a-z-]+)\".*", "$1")))
                .contains(
                        "policy-seen",
                        "decision",
                        "override",
                        "emergency-review",
                        "deployment-start",
                        "deployment-result",
                        "test-result",
                        "exception-opened",
                        "exception-changed",
                        "sign-off");
    }

    @Test
    @DisplayName("has the lines of the ledger, and none of deployments that were not sampled")
    void lines() throws Exception {
        List<Long> decisions = text(BundleFiles.ENTRIES)
                .lines()
                .filter(line -> line.contains("\"kind\":\"decision\""))
                .map(line -> Long.parseLong(line.replaceFirst(".*,\"index\":(\\d+),\"kind\".*", "$1")))
                .toList();
        String ledger = Files.readString(period.directory.resolve("2026-11.jsonl"))
                + Files.readString(period.directory.resolve("2026-12.jsonl"));

        assertThat(decisions)
                .containsExactlyElementsOf(
                        test.test().items().stream().map(Item::decision).toList());
        assertThat(text(BundleFiles.ENTRIES).lines()).allMatch(line -> ledger.contains(line + "\n"));
    }

    @Test
    @DisplayName("made twice has the same bytes, and is never overwritten")
    void deterministic() throws Exception {
        Path again = directory.resolve("again.zip");
        make(again, test);

        assertThat(again).hasSameBinaryContentAs(bundle);
        assertThatThrownBy(() -> make(again, test))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("there already");
        assertThat(directory.resolve("again.zip.new")).doesNotExist();
    }

    @Test
    @DisplayName("without a key the bundle's own is believed, with a warning")
    void ownKey() throws Exception {
        BundleReport report = BundleVerifier.verify(bundle, Optional.empty(), BundleProgress.NONE);

        assertThat(report.intact()).isTrue();
        assertThat(report.keyGiven()).isFalse();
        assertThat(report.warnings()).singleElement().asString().contains("the key in the bundle");
    }

    @Test
    @DisplayName("another key than the one that signed is said")
    void otherKey() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey other = VerifierKey.of(key.name(), pair.getPublic());
        BundleReport report = BundleVerifier.verify(bundle, Optional.of(other), BundleProgress.NONE);

        assertThat(kinds(report)).containsExactly(Kind.CHECKPOINT);
        assertThat(report.findings()).hasSize(2);
    }

    @Nested
    @DisplayName("Changed is named:")
    class Changed {
        @Test
        @DisplayName("a byte of any file, by its file")
        void anyFile() throws Exception {
            for (String name : content().keySet()) {
                Map<String, byte[]> files = content();
                files.get(name)[files.get(name).length / 2] ^= 1;

                assertThat(verify(pack(files, false)).findings()).as(name).anyMatch(finding -> finding.file()
                        .equals(Optional.of(name)));
            }
        }

        @Test
        @DisplayName("a byte of an entry, by that entry and no other")
        void line() throws Exception {
            for (boolean fitting : List.of(true, false)) {
                BundleReport report = changed(
                        BundleFiles.ENTRIES,
                        fitting,
                        lines -> joined(lines.lines()
                                .map(line -> line.contains(",\"index\":" + item.decision() + ",\"kind\":\"decision\"")
                                        ? line.replaceFirst("payments-api", "payments-apj")
                                        : line)
                                .toList()));
                assertThat(report.findings())
                        .filteredOn(finding -> finding.kind() == Kind.ENTRY)
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.entry()).contains(item.decision()));
            }
        }

        @Test
        @DisplayName("a digest of evidence, by its entry")
        void evidence() throws Exception {
            BundleReport report = changed(
                    BundleFiles.ENTRIES, true, lines -> lines.replaceFirst("\"sha256\":\"[0-9a-f]", "\"sha256\":\"x"));

            assertThat(report.findings())
                    .anyMatch(finding -> finding.kind() == Kind.ENTRY
                            && finding.entry().isPresent()
                            && finding.message().contains("not the line that was proved"));
        }

        @Test
        @DisplayName("the order of two entries, by both")
        void order() throws Exception {
            BundleReport report = changed(BundleFiles.ENTRIES, true, lines -> {
                var all = new ArrayList<>(lines.lines().toList());
                Collections.swap(all, 1, 2);
                return joined(all);
            });

            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.ORDER);
                assertThat(finding.message()).contains("exchanged");
            });
        }

        @Test
        @DisplayName("a tail that was cut off, by each entry that is missing")
        void truncated() throws Exception {
            BundleReport shorter = changed(
                    BundleFiles.ENTRIES,
                    true,
                    lines -> joined(
                            lines.lines().limit(lines.lines().count() - 1).toList()));
            assertThat(shorter.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.MISSING);
                assertThat(finding.entry()).contains(signedOff);
            });
            BundleReport torn = changed(BundleFiles.ENTRIES, true, lines -> lines.substring(0, lines.length() - 10));
            assertThat(torn.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.entry()).contains(signedOff);
                assertThat(finding.message()).contains("cut off");
            });
        }

        @Test
        @DisplayName("an entry that is missing in the middle, and no other")
        void missing() throws Exception {
            BundleReport report = changed(
                    BundleFiles.ENTRIES,
                    true,
                    lines -> joined(lines.lines()
                            .filter(line -> !line.contains(",\"index\":" + item.decision() + ","))
                            .toList()));

            assertThat(report.findings())
                    .filteredOn(finding -> finding.file().equals(Optional.of(BundleFiles.ENTRIES)))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.entry()).contains(item.decision()));
        }

        @Test
        @DisplayName("a sampled id, by the draw, the worksheet and the sign-off")
        void sampledId() throws Exception {
            BundleReport report = changed(BundleFiles.SAMPLE, true, text -> text.replace(item.id(), "another"));

            assertThat(kinds(report)).containsExactlyInAnyOrder(Kind.SAMPLE, Kind.WORKSHEET, Kind.SIGN_OFF);
            assertThat(report.findings()).anyMatch(finding -> finding.message().contains("another"));
        }

        @Test
        @DisplayName("a deployment of the population, by the ids' hash and the entry of its decision")
        void population() throws Exception {
            BundleReport report =
                    changed("population/population.csv", true, text -> text.replace(item.id(), "another-deployment"));

            assertThat(report.findings())
                    .anyMatch(finding -> finding.message().contains("hash over the ids"))
                    .anyMatch(finding ->
                            finding.kind() == Kind.POPULATION && finding.entry().equals(Optional.of(item.decision())));
        }

        @Test
        @DisplayName("the worksheet, by the sign-off that is bound to it")
        void worksheet() throws Exception {
            BundleReport report = changed(BundleFiles.WORKSHEET, true, text -> text.replace("CM-01", "CM-02"));

            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.SIGN_OFF);
                assertThat(finding.message()).contains("worksheet");
            });
        }

        @Test
        @DisplayName("a checkpoint that says another size, by its signature")
        void checkpoint() throws Exception {
            String size = text(BundleFiles.CHECKPOINT).lines().toList().get(1);
            BundleReport report =
                    changed(BundleFiles.CHECKPOINT, true, text -> text.replace("\n" + size + "\n", "\n9999\n"));

            assertThat(kinds(report)).containsExactly(Kind.CHECKPOINT);
        }

        @Test
        @DisplayName("a proof that proves nothing any more, of an entry or of an earlier state")
        void proofs() throws Exception {
            UnaryOperator<String> otherHash =
                    text -> text.replaceFirst("\"path\":\\[\"[A-Za-z0-9+/]{2}", "\"path\":[\"-A");
            UnaryOperator<String> otherRoot =
                    text -> text.replaceFirst("\"root\":\"[^\"]+\"", "\"root\":\"" + "A".repeat(43) + "=\"");

            assertThat(changed(BundleFiles.PROOFS, true, otherHash).findings())
                    .anyMatch(finding -> finding.entry().isPresent() && finding.kind() == Kind.ENTRY);
            assertThat(changed(BundleFiles.CONSISTENCY, true, otherRoot).findings())
                    .anyMatch(finding -> finding.message().contains("proves nothing"))
                    .anyMatch(finding -> finding.message().contains("nothing proves that the signed one continues it"));
        }

        @Test
        @DisplayName("a file that is missing, or that no bundle has")
        void files() throws Exception {
            for (String name : BundleFiles.REQUIRED) {
                Map<String, byte[]> files = content();
                files.remove(name);
                assertThat(verify(pack(files, true)).findings())
                        .as(name)
                        .anyMatch(finding ->
                                finding.kind() == Kind.MISSING && finding.file().equals(Optional.of(name)));
                assertThat(verify(pack(files, false)).findings())
                        .as(name)
                        .anyMatch(finding -> finding.kind() == Kind.MISSING
                                && finding.message().contains(name));
            }
            Map<String, byte[]> more = content();
            more.put("notes.txt", new byte[] {1});
            assertThat(verify(pack(more, true)).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.UNKNOWN_FILE);
                assertThat(finding.file()).contains("notes.txt");
            });
            Map<String, byte[]> unlisted = content();
            unlisted.put("worksheet/more.csv", new byte[] {1});
            assertThat(verify(pack(unlisted, false)).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.file()).contains("worksheet/more.csv"));
        }

        @Test
        @DisplayName("a manifest that is not canonical, of another form, or lists a file twice")
        void manifest() throws Exception {
            assertThat(changed(BundleManifest.FILE, false, text -> " " + text).findings())
                    .anyMatch(finding -> finding.message().contains("canonical"));
            assertThat(changed(BundleManifest.FILE, false, text -> text.replace("\"form\":1", "\"form\":2"))
                            .findings())
                    .anyMatch(finding -> finding.message().contains("it is of form 2"));
            Map<String, byte[]> files = content();
            var manifest = Json.read(CanonicalJson.parse(files.get(BundleManifest.FILE)), BundleManifest.class);
            List<FileDigest> twice = new ArrayList<>(manifest.files());
            twice.add(twice.get(0));
            files.put(BundleManifest.FILE, CanonicalJson.bytes(Json.tree(new BundleManifest(1, twice))));
            assertThat(verify(pack(files, false)).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("twice"));
        }

        @Test
        @DisplayName("any byte of the zip, and any length of it")
        void anyByte() throws Exception {
            byte[] whole = Files.readAllBytes(bundle);
            Path target = directory.resolve("byte.zip");
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 100)) {
                byte[] one = whole.clone();
                one[at] ^= 0x20;
                Files.write(target, one);
                assertThat(verify(target).intact()).as("byte " + at).isFalse();
            }
            for (int length : List.of(0, 1, 21, 22, whole.length / 2, whole.length - 1)) {
                Files.write(target, Arrays.copyOf(whole, length));
                assertThat(verify(target).intact()).as("length " + length).isFalse();
            }
        }
    }
}
