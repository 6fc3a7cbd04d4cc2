package io.jenkins.plugins.itgc.ledger.checkpoint;

import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.util.regex.Pattern;

/**
 * How long a log is, and the root of its Merkle tree at that size.
 *
 * @param origin which log: its first line, the name of its key
 * @param size the number of entries covered
 * @param root the root over them
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 */
public record Checkpoint(String origin, long size, HashValue root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int LINES = 3;

    /** Reads the text of a checkpoint; extension lines are passed over. */
    public static Checkpoint parse(String text) throws CheckpointException {
        var lines = text.split("\n", -1);
        if (lines.length <= LINES || !lines[lines.length - 1].isEmpty()) {
            throw new CheckpointException("a checkpoint has at least three lines: origin, size and root");
        }
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                throw new CheckpointException("line " + (i + 1) + " of the checkpoint is empty");
            }
        }
        if (!SIZE.matcher(lines[1]).matches()) {
            throw new CheckpointException("the checkpoint's size '" + lines[1] + "' is not a decimal number");
        }
        var root = VerifierKey.base64(lines[2]);
        if (root.length != HashValue.LENGTH) {
            throw new CheckpointException("the checkpoint's root '" + lines[2] + "' is not a SHA-256 hash");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), HashValue.of(root));
    }

    /** The three lines. */
    public String text() {
        return origin + '\n' + size + '\n' + root.base64() + '\n';
    }
}
