package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.Ed25519Signer;
import io.jenkins.plugins.itgc.ledger.checkpoint.Signer;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key pair in a ledger's directory: the private half as PKCS #8 in PEM, the public half in verifier form. */
final class KeyFiles {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    private KeyFiles() {}

    /** The public key that the ledger's checkpoints are checked with. */
    static VerifierKey publicKey(LedgerFiles files) throws IOException {
        var path = files.publicKey();
        try {
            return VerifierKey.parse(Files.readString(path).strip());
        } catch (CheckpointException e) {
            throw broken(path, e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw broken(path, "it is missing; put it back from where it was published", e);
        }
    }

    /** The ledger's key; a new one under that name if it has none and nothing was written or signed yet. */
    static Signer loadOrCreate(LedgerFiles files, String name, boolean unused) throws IOException {
        if (unused && !Files.exists(files.privateKey())) {
            create(files, name);
        }
        var publicKey = publicKey(files);
        try {
            return new Ed25519Signer(publicKey, decode(Files.readString(files.privateKey())));
        } catch (NoSuchFileException e) {
            throw broken(files.privateKey(), "it is missing; without it the ledger can be read but not written", e);
        } catch (CheckpointException | GeneralSecurityException | IllegalArgumentException e) {
            throw broken(files.privateKey(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Puts the public key of a signer from outside beside the ledger, or checks that it is the one that is there. */
    static void publish(LedgerFiles files, VerifierKey key, boolean unused) throws IOException {
        if (unused && !Files.exists(files.publicKey())) {
            Disk.replace(files.publicKey(), (key + "\n").getBytes(StandardCharsets.UTF_8));
        } else if (!publicKey(files).equals(key)) {
            throw broken(files.publicKey(), "it is not the key of the signer that was given, " + key, null);
        }
    }

    private static void create(LedgerFiles files, String name) throws IOException {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var publicKey = VerifierKey.of(name, pair.getPublic());
            Disk.replace(files.publicKey(), (publicKey + "\n").getBytes(StandardCharsets.UTF_8));
            Disk.replacePrivately(files.privateKey(), encode(pair.getPrivate()).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        } catch (CheckpointException e) {
            throw broken(files.publicKey(), e.getMessage(), e);
        }
    }

    private static String encode(PrivateKey key) {
        return BEGIN + Base64.getEncoder().encodeToString(key.getEncoded()) + END;
    }

    private static PrivateKey decode(String pem) throws GeneralSecurityException {
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new IllegalArgumentException("it is not a private key in PEM");
        }
        var base64 = pem.substring(BEGIN.length(), pem.length() - END.length());
        var encoded = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static LedgerException broken(Path path, String why, @Nullable Throwable cause) {
        return new LedgerException(Reason.KEY, "cannot use the ledger's key in " + path + ": " + why, cause);
    }
}
