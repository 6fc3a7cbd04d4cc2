package io.jenkins.plugins.itgc.ledger.checkpoint;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a key in memory. */
public final class Ed25519Signer implements Signer {
    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;

    /**
     * A signer with both halves of a key.
     *
     * @throws CheckpointException where they are not halves of one key
     */
    public Ed25519Signer(VerifierKey verifierKey, PrivateKey privateKey) throws CheckpointException {
        this.verifierKey = verifierKey;
        this.privateKey = privateKey;
        var probe = new byte[] {0};
        if (!verifierKey.verifies(probe, sign(probe))) {
            throw new CheckpointException("the private key is not that of " + verifierKey);
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] message) throws CheckpointException {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new CheckpointException("the private key of " + verifierKey.name() + " cannot sign", e);
        }
    }
}
