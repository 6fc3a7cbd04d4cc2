package io.jenkins.plugins.itgc.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    /** The key and the note of the documentation of Go's note package. */
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String NOTE =
            TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1"
                    + "FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final HashValue ROOT = HashValue.of(new byte[32]);

    @Test
    void thePublishedNoteVerifies() throws Exception {
        var note = SignedNote.parse(bytes(NOTE));

        note.verify(VerifierKey.parse(KEY));
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note).hasToString(NOTE);
    }

    @Test
    void thePublishedKeySignsThePublishedNote() throws Exception {
        assertThat(SignedNote.sign(TEXT, published())).hasToString(NOTE);
    }

    @Test
    void noPartOfAKeyIsAKey() {
        for (int from = 0; from < KEY.length(); from++) {
            for (int to = from; to < KEY.length(); to++) {
                refusedKey(KEY.substring(from + 1, to + 1));
            }
        }
        refusedKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
        refusedKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Property(tries = 300)
    void noChangedKeyIsThatKey(@ForAll @IntRange(max = 67) int at, @ForAll char unit) {
        var changed = new StringBuilder(KEY);
        changed.setCharAt(at % KEY.length(), unit);
        if (!changed.toString().equals(KEY)) {
            refusedKey(changed.toString());
        }
    }

    @Test
    void aChangedTextOrAnotherKeyIsRefused() throws Exception {
        var changed = SignedNote.parse(bytes(NOTE.replace("answer", "Answer")));
        var note = SignedNote.parse(bytes(NOTE));
        var other = generated("other").verifierKey();

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> changed.verify(VerifierKey.parse(KEY)))
                .withMessageContaining("does not hold");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> note.verify(other))
                .withMessageContaining("no signature is by other+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\nsignature\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name AAAAAA==",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "te\u0007xt\n\n\u2014 name AAAAAAA=\n",
                "text\n\n\u2014 name ====\n",
                "text\n\n\u2014  AAAAAAA=\n"
            })
    void malformedNotesAreRefused(String note) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> SignedNote.parse(bytes(note)));
    }

    @Test
    void oversizedAndForeignNotesAreRefused() {
        var many = NOTE + "\u2014 name AAAAAAA=\n".repeat(100);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SignedNote.parse(new byte[(1 << 20) + 1]))
                .withMessageContaining("longer");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SignedNote.parse(bytes(many)))
                .withMessageContaining("more than 100");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xff}))
                .withMessageContaining("UTF-8");
    }

    @Test
    void aCheckpointIsSignedAndReadBack() throws Exception {
        var signer = generated("itgc-gate/test");
        var signed = SignedCheckpoint.sign(new Checkpoint("itgc-gate/test", 1043, ROOT), signer);
        var read = SignedCheckpoint.parse(signed.note().bytes());

        read.verify(signer.verifierKey());
        assertThat(read).isEqualTo(signed);
        assertThat(read.size()).isEqualTo(1043);
        assertThat(read.note().text()).isEqualTo("itgc-gate/test\n1043\n" + ROOT.base64() + "\n");
    }

    @Test
    void aCheckpointOfAnotherLogIsRefused() throws Exception {
        var signer = generated("itgc-gate/test");
        var foreign = SignedCheckpoint.sign(new Checkpoint("itgc-gate/other", 1, ROOT), signer);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> foreign.verify(signer.verifierKey()))
                .withMessageContaining("of the log 'itgc-gate/other'");
    }

    @Test
    void extensionLinesArePassedOver() throws Exception {
        assertThat(Checkpoint.parse("log\n0\n" + ROOT.base64() + "\nmore\n")).isEqualTo(new Checkpoint("log", 0, ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-1", "1 ", "", "x", "9999999999999999999"})
    void malformedSizesAreRefused(String size) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Checkpoint.parse("log\n" + size + "\n" + ROOT.base64() + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log\n1\n", "log\n1\nAAAA\n", "log\n1\n?\n", "log\n1\nAAAA"})
    void malformedCheckpointsAreRefused(String text) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void foreignKeysAndHalvesThatDoNotFitAreRefused() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> VerifierKey.of("name", rsa.getPublic()))
                .withMessageContaining("RSA");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> VerifierKey.of("a name", pair.getPublic()));
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> new Ed25519Signer(VerifierKey.parse(KEY), pair.getPrivate()));
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> new Ed25519Signer(VerifierKey.parse(KEY), rsa.getPrivate()));
    }

    @Property(tries = 500)
    void anyBytesAreACheckpointOrRefused(@ForAll byte[] bytes) {
        readOrRefused(bytes);
    }

    @Property(tries = 500)
    void aDamagedCheckpointIsReadOrRefused(@ForAll int at, @ForAll byte octet) throws Exception {
        var signed = bytes("log\n5\n" + ROOT.base64() + "\n\n\u2014 log AAAAAAAAAAA=\n");
        signed[Math.floorMod(at, signed.length)] = octet;
        readOrRefused(signed);
    }

    private static void readOrRefused(byte[] bytes) {
        try {
            SignedCheckpoint.parse(bytes).verify(VerifierKey.parse(KEY));
        } catch (CheckpointException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static void refusedKey(String key) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> VerifierKey.parse(key));
    }

    private static Signer published() throws Exception {
        var seed = Arrays.copyOfRange(Base64.getDecoder().decode(SECRET), 1, 33);
        var encoded = HexFormat.of()
                .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
        return new Ed25519Signer(
                VerifierKey.parse(KEY),
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    }

    private static Signer generated(String name) throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new Ed25519Signer(VerifierKey.of(name, pair.getPublic()), pair.getPrivate());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
