package io.jenkins.plugins.itgc.reason;

/**
 * One reason of a control's result.
 *
 * @param code what it means
 * @param subject what it is about: {@code #412}, {@code PAY-7}, a commit, a file; empty for the deployment as a whole
 * @param detail what was seen, one line for people
 */
public record Reason(ReasonCode code, String subject, String detail) {}
