package io.jenkins.plugins.itgc.policy;

import java.time.LocalDate;

/**
 * What a policy covers, and who agreed to it.
 *
 * @param statement which systems and deployments are covered
 * @param approvedBy who approved the policy
 * @param approvedOn the day on which it was approved
 */
public record Scope(String statement, String approvedBy, LocalDate approvedOn) {}
