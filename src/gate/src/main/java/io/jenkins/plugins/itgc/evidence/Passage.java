package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.text.PlainText;

/**
 * A text that was found in one place, such as a rollback plan.
 *
 * @param source where: {@code request}, {@code file docs/rollback.md}, {@code #412, section "Rollback"}, …
 * @param text the text, cut to what is recorded
 * @param length characters of the whole text, without surrounding white space
 * @param sha256 digest of the whole text as UTF-8, hexadecimal
 */
public record Passage(String source, String text, int length, String sha256) {
    /** Most characters of a text that are recorded. */
    public static final int RECORDED = 4_000;

    /**
     * Takes a text as it is judged and recorded: line ends as {@code \n}, without characters that cannot be seen and without
     * surrounding white space. Length and digest are those of this text, so that a text which was not cut has the digest
     * that stands beside it. Characters are Unicode's code points.
     */
    public static Passage of(String source, String text) {
        var whole = PlainText.visible(text).strip();
        int length = whole.codePointCount(0, whole.length());
        var recorded = length <= RECORDED ? whole : whole.substring(0, whole.offsetByCodePoints(0, RECORDED));
        return new Passage(source, recorded, length, Sha256.hex(whole));
    }
}
