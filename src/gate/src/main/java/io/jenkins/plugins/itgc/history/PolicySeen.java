package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of a {@code policy-seen} entry: a policy that the gate had not decided by before. The configuration history of
 * the control.
 *
 * @param hash SHA-256 of the policy as canonical JSON, hexadecimal
 * @param policy the policy
 */
public record PolicySeen(String hash, JsonNode policy) {}
