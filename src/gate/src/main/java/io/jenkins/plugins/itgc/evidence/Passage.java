package io.jenkins.plugins.itgc.evidence;

/**
 * A text that was found in one place, such as a rollback plan.
 *
 * @param source where: {@code request}, {@code file docs/rollback.md}, {@code #412, section "Rollback"}, …
 * @param text the text, cut to what is recorded
 * @param length characters of the whole text, without surrounding white space
 * @param sha256 digest of the whole text as UTF-8, hexadecimal
 */
public record Passage(String source, String text, int length, String sha256) {}
