package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;

/**
 * A commit of a pull request, with everybody who had a hand in it.
 *
 * @param sha its id
 * @param authors its author: the account where GitHub knows it, otherwise the e-mail address in the commit
 * @param committers its committer likewise; empty where GitHub itself committed (web-flow)
 * @param coAuthors those named by {@code Co-authored-by} trailers
 */
public record ChangeCommit(CommitId sha, List<Identity> authors, List<Identity> committers, List<Identity> coAuthors) {
    public ChangeCommit {
        authors = List.copyOf(authors);
        committers = List.copyOf(committers);
        coAuthors = List.copyOf(coAuthors);
    }
}
