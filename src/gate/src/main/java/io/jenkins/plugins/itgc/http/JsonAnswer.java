package io.jenkins.plugins.itgc.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * A server's answer, read as JSON.
 *
 * @param asked what was asked, for messages: {@code GET https://host/path}
 * @param body what it said; not to be changed
 * @param next where the next page lies, as the {@code Link} header says
 */
public record JsonAnswer(String asked, JsonNode body, Optional<URI> next) {}
