package io.jenkins.plugins.itgc.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.reason.Reading;
import java.util.Optional;

/**
 * A linked ticket.
 *
 * @param key the key that was asked for
 * @param foundIn where the key was found: {@code request}, {@code #412 title}, …
 * @param pullRequest the pull request that names it; absent where the request does, for the whole deployment
 * @param ticket what the server said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TicketEvidence(String key, String foundIn, Optional<Integer> pullRequest, Reading<Ticket> ticket) {}
