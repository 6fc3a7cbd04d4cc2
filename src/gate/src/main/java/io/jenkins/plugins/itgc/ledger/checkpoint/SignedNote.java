package io.jenkins.plugins.itgc.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it, in the C2SP form: the text, an empty line, a line for each signature.
 *
 * @param text the signed text, which ends with a line end
 * @param signatures at least one
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_SIGNATURES = 100;
    private static final int ID_LENGTH = 4;

    /**
     * One signature.
     *
     * @param name the name of the key
     * @param base64 the key's id and the signature's bytes
     */
    public record SignatureLine(String name, String base64) {}

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Signs a text, which must end with a line end. */
    public static SignedNote sign(String text, Signer signer) throws CheckpointException {
        var key = signer.verifierKey();
        var signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.allocate(ID_LENGTH + signature.length)
                .put(key.id())
                .put(signature)
                .array();
        return new SignedNote(
                text, List.of(new SignatureLine(key.name(), Base64.getEncoder().encodeToString(bytes))));
    }

    /** Reads a note; its signatures are not checked here. */
    public static SignedNote parse(byte[] bytes) throws CheckpointException {
        var note = decode(bytes);
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
            throw new CheckpointException("a signed note is text, an empty line and signatures; this is not");
        }
        var signatures = new ArrayList<SignatureLine>();
        for (var line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new CheckpointException("the note has more than " + MAX_SIGNATURES + " signatures");
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /**
     * Returns where a key signed the text.
     *
     * @throws CheckpointException where no signature is by that key, or the one that claims to be does not hold
     */
    public void verify(VerifierKey key) throws CheckpointException {
        for (var line : signatures) {
            var bytes = VerifierKey.base64(line.base64());
            if (!line.name().equals(key.name()) || !Arrays.equals(Arrays.copyOf(bytes, ID_LENGTH), key.id())) {
                continue;
            }
            if (!key.verifies(
                    text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length))) {
                throw new CheckpointException("the signature by " + key + " does not hold: the text was changed");
            }
            return;
        }
        throw new CheckpointException("no signature is by " + key + "; there are signatures by "
                + signatures.stream().map(SignatureLine::name).toList());
    }

    /** The note's bytes. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        for (var line : signatures) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(line.base64())
                    .append('\n');
        }
        return note.toString();
    }

    private static String decode(byte[] bytes) throws CheckpointException {
        if (bytes.length > MAX_LENGTH) {
            throw new CheckpointException("the note is longer than " + MAX_LENGTH + " bytes");
        }
        try {
            var note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (note.chars().anyMatch(unit -> unit < 0x20 && unit != '\n')) {
                throw new CheckpointException("the note holds control characters");
            }
            return note;
        } catch (CharacterCodingException e) {
            throw new CheckpointException("the note is not UTF-8", e);
        }
    }

    private static SignatureLine signature(String line) throws CheckpointException {
        var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !VerifierKey.isName(parts[0]) || VerifierKey.base64(parts[1]).length <= ID_LENGTH) {
            throw new CheckpointException("'" + line + "' is not the signature line of a note");
        }
        return new SignatureLine(parts[0], parts[1]);
    }
}
