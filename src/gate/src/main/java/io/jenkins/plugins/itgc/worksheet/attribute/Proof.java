package io.jenkins.plugins.itgc.worksheet.attribute;

/**
 * Whether the entries of an item are those that were signed.
 *
 * @param holds whether all of them are proved
 * @param text what was proved against which checkpoint, or what does not hold
 */
public record Proof(boolean holds, String text) {}
