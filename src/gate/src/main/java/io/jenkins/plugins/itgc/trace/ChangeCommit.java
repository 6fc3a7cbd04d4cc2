package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A commit of a pull request, with everybody who had a hand in it.
 *
 * @param sha its id
 * @param message its message, hostile text; read for tickets, and not recorded
 * @param authors its author: the account where GitHub knows it, otherwise the e-mail address in the commit
 * @param committers its committer likewise; empty where GitHub itself committed (web-flow)
 * @param coAuthors those named by {@code Co-authored-by} trailers
 */
public record ChangeCommit(
        CommitId sha,
        @JsonIgnore String message,
        List<Identity> authors,
        List<Identity> committers,
        List<Identity> coAuthors) {
    @SuppressWarnings("ConstantValue") // a recorded commit has no message
    public ChangeCommit {
        message = message == null ? "" : message;
        authors = List.copyOf(authors);
        committers = List.copyOf(committers);
        coAuthors = List.copyOf(coAuthors);
    }

    /** Everybody who had a hand in it, each once. */
    public List<Identity> people() {
        return Stream.of(authors, committers, coAuthors)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
