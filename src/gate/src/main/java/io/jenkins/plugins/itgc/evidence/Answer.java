package io.jenkins.plugins.itgc.evidence;

import java.time.Instant;

/**
 * Where something was read: a raw answer of a server, by its digest.
 *
 * @param request method and address, without credentials
 * @param status HTTP status
 * @param sha256 digest of the answer's bytes, hexadecimal
 * @param fetchedAt when it was fetched, or last confirmed to be unchanged
 */
public record Answer(String request, int status, String sha256, Instant fetchedAt) {}
