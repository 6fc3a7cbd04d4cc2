package io.jenkins.plugins.itgc.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.time.Instant;

/**
 * One entry of a ledger.
 *
 * @param index its place, from 0
 * @param time when it was appended, to the millisecond; never before that of the entry before
 * @param kind what the body is
 * @param body an object of canonical JSON; treat it as immutable
 * @param leafHash the entry's leaf hash in the Merkle tree
 */
public record Entry(long index, Instant time, String kind, JsonNode body, HashValue leafHash) {}
