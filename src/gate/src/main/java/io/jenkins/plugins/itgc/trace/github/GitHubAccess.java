package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.reason.AccessLine;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries what decisions ask of GitHub, and tells what the credentials can and cannot see. */
public final class GitHubAccess {
    private final Rest rest;
    private final GitHubSourceControl gitHub;

    public GitHubAccess(ReadSession session) {
        this.rest = new Rest(session);
        this.gitHub = new GitHubSourceControl(session);
    }

    /**
     * Tries the server, and a repository where one is given.
     *
     * @return one line for each thing that was tried; only the first where the server cannot be spoken to at all
     */
    public List<AccessLine> look(Optional<RepositoryName> repository) {
        var lines = new ArrayList<AccessLine>();
        AccessLine limit = rateLimit();
        lines.add(limit);
        if (!limit.seen()) {
            return lines;
        }
        lines.add(AccessLine.of("Who the credentials are", who()));
        repository.ifPresent(name -> {
            AccessLine visible = visible(name);
            lines.add(visible);
            if (visible.seen()) {
                commits(name, lines);
                pullRequests(name, lines);
                lines.add(activity(name));
            }
        });
        return lines;
    }

    private AccessLine rateLimit() {
        Reading<String> limit = rest.one("/rate_limit", fields -> {
            Fields core = fields.object("resources").object("core");
            return core.count("remaining") + " of " + core.count("limit") + " requests left this hour";
        });
        // GitHub Enterprise Server says so where no limits are set.
        boolean none = !limit.isPresent() && limit.why().code() == ReasonCode.NOT_FOUND;
        return AccessLine.of("Rate limit", none ? Reading.of("the server sets none") : limit);
    }

    /** A user, or an installation of a GitHub App, which is no user. */
    private Reading<String> who() {
        Reading<String> user = rest.one("/user", fields -> "the user " + Shown.text(fields.login()));
        if (user.isPresent() || user.why().code() != ReasonCode.NOT_PERMITTED) {
            return user;
        }
        Reading<String> installation = rest.one(
                "/installation/repositories?per_page=1",
                fields -> "an installation of a GitHub App on " + fields.count("total_count") + " repositories");
        return installation.isPresent() ? installation : user;
    }

    private AccessLine visible(RepositoryName name) {
        return AccessLine.of(
                "Repository " + name,
                gitHub.presentName(name)
                        .map(present ->
                                present.isSameAs(name) ? "visible" : "visible; it is called " + present + " now"),
                "Check the name; give the credentials access to the repository: permission Metadata, read.");
    }

    private void commits(RepositoryName name, List<AccessLine> lines) {
        Reading<Optional<CommitId>> newest =
                first(Rest.path(name, "/commits?per_page=1"), fields -> fields.commit("sha"));
        lines.add(AccessLine.of(
                "Commits and files",
                newest.map(found ->
                        found.isPresent() ? "readable" : "readable; there is none yet, so checks were not tried"),
                "The permission is Contents, read."));
        newest.toOptional().flatMap(found -> found).ifPresent(tip -> lines.add(checks(name, tip)));
    }

    private AccessLine checks(RepositoryName name, CommitId tip) {
        return AccessLine.of(
                "Checks and commit statuses",
                gitHub.checks(name, tip).map(checks -> checks.size() + " on commit " + tip.brief()),
                "The permissions are Checks, read, and Commit statuses, read.");
    }

    private void pullRequests(RepositoryName name, List<AccessLine> lines) {
        Reading<Optional<PullRequest>> newest =
                first(Rest.path(name, "/pulls?state=all&per_page=1"), PullRequests::pullRequest);
        String advice = "The permission is Pull requests, read.";
        lines.add(AccessLine.of(
                "Pull requests",
                newest.map(found -> found.map(sample -> "readable, newest is #" + sample.number())
                        .orElse("readable; there is none yet, so reviews and permissions were not tried")),
                advice));
        newest.toOptional().flatMap(found -> found).ifPresent(sample -> {
            lines.add(AccessLine.of(
                    "Reviews",
                    gitHub.reviews(sample).map(reviews -> reviews.size() + " on #" + sample.number()),
                    advice));
            sample.author().ifPresent(author -> lines.add(permission(name, author)));
        });
    }

    private AccessLine permission(RepositoryName name, Account author) {
        return AccessLine.of(
                "Permissions of collaborators",
                gitHub.permission(name, author)
                        .map(permission -> "readable, for example of " + Shown.text(author.login())),
                "The permission is Metadata, read; a user's token needs write access to the repository.");
    }

    private AccessLine activity(RepositoryName name) {
        return AccessLine.of(
                "Repository activity",
                first(Rest.path(name, "/activity?per_page=1"), fields -> fields.text("activity_type"))
                        .map(newest -> "readable"),
                "The permission is Contents, read. Without it nobody can tell who pushed.");
    }

    /** The first element of a list. */
    private <T> Reading<Optional<T>> first(String path, Rest.Parser<T> parser) {
        return rest.get(path).flatMap(answer -> {
            try {
                List<Fields> elements = Fields.listOf(answer.body(), "");
                return Reading.of(elements.isEmpty() ? Optional.empty() : Optional.of(parser.parse(elements.get(0))));
            } catch (UnreadableAnswer e) {
                return Rest.unreadable(answer, e);
            }
        });
    }
}
