package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes of a manifest are: a manifest, or a refusal; and whatever the tree is, it goes on from its parts. */
class ManifestFuzzTest {
    private static final PublishedObject OBJECT = new PublishedObject("checkpoints/a", 3, "00", 0);
    private static final byte[] GOOD = new Manifest(
                    Manifest.FORMAT,
                    3,
                    5,
                    "AA==",
                    List.of(
                            HashValue.of(new byte[32]).base64(),
                            HashValue.of(new byte[32]).base64()),
                    OBJECT,
                    Optional.of(OBJECT),
                    List.of(OBJECT, OBJECT))
            .bytes();

    @Property(tries = 2000)
    void shouldReadOrRefuse(
            @ForAll @IntRange(max = 400) int at, @ForAll byte octet, @ForAll @IntRange(max = 40) int cut) {
        byte[] bytes = GOOD.clone();
        bytes[at % bytes.length] = octet;
        read(bytes);
        read(Arrays.copyOf(bytes, bytes.length - cut));
    }

    private static void read(byte[] bytes) {
        try {
            var manifest = Manifest.parse(bytes);
            assertThat(Manifest.parse(manifest.bytes())).isEqualTo(manifest);
            manifest.tree();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Property(tries = 200)
    void shouldGoOnFromTheSubtrees(@ForAll @IntRange(max = 300) int first, @ForAll @IntRange(max = 300) int more) {
        var whole = new CompactTree();
        append(whole, 0, first);
        var continued = CompactTree.of(first, whole.subtrees());
        append(whole, first, more);
        append(continued, first, more);

        assertThat(continued.root()).isEqualTo(whole.root());
        assertThat(continued.size()).isEqualTo(whole.size());
    }

    private static void append(CompactTree tree, int from, int count) {
        for (int i = from; i < from + count; i++) {
            tree.append(
                    Content.of(Integer.toString(i).getBytes(StandardCharsets.UTF_8))
                            .sha256()
                            .bytes(),
                    hash -> {});
        }
    }
}
