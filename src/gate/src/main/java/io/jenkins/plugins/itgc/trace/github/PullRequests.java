package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.util.Arrays;
import java.util.Optional;

/** Pull requests and their reviews. Of a pull request only what the list form has as well is read. */
final class PullRequests {
    private PullRequests() {}

    /** A pull request. The repository answers under its present name, which after a renaming is not the one asked for. */
    static PullRequest pullRequest(Fields fields) throws UnreadableAnswer {
        Fields base = fields.object("base");
        Fields baseRepository = base.object("repo");
        Fields head = fields.object("head");
        String url = fields.text("html_url");
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw fields.wrong("html_url", "is no address of the web");
        }
        return new PullRequest(
                fields.count("number"),
                fields.text("title"),
                fields.nullableText("body").orElse(""),
                url,
                fields.nullableAccount("user"),
                baseRepository.repository("full_name"),
                base.text("ref"),
                baseRepository.text("default_branch"),
                headRepository(head),
                head.text("ref"),
                head.commit("sha"),
                fields.time("created_at"),
                fields.nullableTime("merged_at"),
                fields.nullableCommit("merge_commit_sha"));
    }

    /** Null where the fork was deleted, whatever GitHub's description says. */
    private static Optional<RepositoryName> headRepository(Fields head) throws UnreadableAnswer {
        Optional<Fields> repository = head.nullableObject("repo");
        return repository.isPresent() ? Optional.of(repository.get().repository("full_name")) : Optional.empty();
    }

    /** A review; one whose state is new to this gate is unreadable, since nobody knows what it takes away. */
    static Review review(Fields fields) throws UnreadableAnswer {
        String state = fields.text("state");
        return new Review(
                fields.id("id"),
                fields.nullableAccount("user"),
                Arrays.stream(Review.State.values())
                        .filter(known -> known.name().equals(state))
                        .findFirst()
                        .orElseThrow(() -> fields.wrong("state", "is none of GitHub's review states")),
                fields.nullableCommit("commit_id"),
                fields.timeIfAny("submitted_at"));
    }
}
