package io.jenkins.plugins.itgc.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.ZipLayout.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that were made to do harm are told apart by a finding; nothing is unpacked, and nothing is written anywhere. */
class HostileZipTest {
    @TempDir
    private Path directory;

    private static List<BundleFinding> findings(Path zip) throws IOException {
        return BundleVerifier.verify(zip, Optional.empty(), BundleProgress.NONE).findings();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("hostile.zip"), bytes);
    }

    private static byte[] stored(String... names) throws IOException {
        var zip = new ByteArrayOutputStream();
        var members = new ArrayList<Member>();
        var crc = new CRC32();
        byte[] data = "x".getBytes(StandardCharsets.US_ASCII);
        crc.update(data);
        for (String name : names) {
            var member = new Member(name, zip.size(), data.length, crc.getValue());
            zip.write(ZipLayout.local(member));
            zip.write(data);
            members.add(member);
        }
        int start = zip.size();
        for (Member member : members) {
            zip.write(ZipLayout.central(member));
        }
        zip.write(ZipLayout.end(members.size(), start, zip.size() - start));
        return zip.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/etc/passwd",
                "worksheet/../../evil",
                "worksheet\\evil",
                "C:evil",
                "worksheet/",
                "",
                ".hidden",
                "a/b/c",
                "ledger/entries.jsonl\u0000.txt"
            })
    @DisplayName("a name that leads elsewhere")
    void slip(String name) throws Exception {
        assertThat(findings(write(stored(name)))).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.FORM);
            assertThat(finding.message()).contains("which is no name that a bundle has");
        });
    }

    @Test
    @DisplayName("the same name twice")
    void twice() throws Exception {
        assertThat(findings(write(stored("README.txt", "README.txt"))))
                .anyMatch(finding -> finding.message().contains("two files of this name"));
    }

    @Test
    @DisplayName("a bomb: what is packed is not read at all")
    void bomb() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(new byte[64 << 20]);
        }
        assertThat(findings(write(bytes.toByteArray()))).singleElement().satisfies(finding -> assertThat(
                        finding.message())
                .contains("in another form")
                .contains("unpacked and packed again"));
    }

    @Test
    @DisplayName("bytes before or behind the files")
    void hidden() throws Exception {
        byte[] zip = stored("README.txt");
        var before = new ByteArrayOutputStream();
        before.write(1);
        before.write(zip);
        var behind = new ByteArrayOutputStream();
        behind.write(zip);
        behind.write(1);

        for (var changed : List.of(before, behind)) {
            assertThat(findings(write(changed.toByteArray())))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.FORM));
        }
    }

    @Test
    @DisplayName("more files than any bundle has")
    void many() throws Exception {
        String[] names = new String[ZipLayout.MOST_FILES + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "worksheet/f" + i;
        }
        assertThat(findings(write(stored(names)))).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("names 1001 files"));
    }

    @Test
    @DisplayName("a directory that says that files are longer than the zip")
    void lying() throws Exception {
        byte[] zip = stored("README.txt");
        int size = zip.length - ZipLayout.END - ZipLayout.CENTRAL - "README.txt".length() + 24;
        zip[size + 3] = 0x7f;

        assertThat(findings(write(zip))).hasSize(1);
    }

    @Property(tries = 300)
    void anyBytesGiveAFindingAndNoFailure(@ForAll byte[] bytes) throws IOException {
        Path zip = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(zip, bytes);
            assertThat(findings(zip)).isNotEmpty();
        } finally {
            Files.delete(zip);
        }
    }

    @Property(tries = 300)
    void aChangedZipNeverFails(@ForAll int at, @ForAll byte value) throws IOException {
        byte[] bytes = stored("README.txt", "ledger/entries.jsonl", "manifest.json");
        bytes[Math.floorMod(at, bytes.length)] = value;
        Path zip = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(zip, bytes);
            assertThat(findings(zip)).isNotEmpty();
        } finally {
            Files.delete(zip);
        }
    }
}
