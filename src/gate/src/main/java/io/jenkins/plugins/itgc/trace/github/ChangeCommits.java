package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commits of a pull request or a comparison, with everybody who had a hand in them. Nobody is lost: who cannot be named is unknown. */
final class ChangeCommits {
    /** The account that commits what people do on GitHub's pages. */
    private static final String WEB_FLOW = "web-flow";

    /** Any line counts, not only those of the last paragraph: counting one person too many is the safe side. */
    private static final Pattern CO_AUTHOR = Pattern.compile("\\s*co-authored-by\\s*:(.+)", Pattern.CASE_INSENSITIVE);

    private ChangeCommits() {}

    static ChangeCommit commit(Fields fields) throws UnreadableAnswer {
        CommitId sha = fields.commit("sha");
        Fields commit = fields.object("commit");
        Optional<Identity> committer = account(fields, "committer");
        String message = commit.text("message");
        return new ChangeCommit(
                sha,
                message,
                List.of(account(fields, "author").orElse(address(commit, "author", sha))),
                committer.filter(Identity.gitHub(WEB_FLOW)::equals).isPresent()
                        ? List.of()
                        : List.of(committer.orElse(address(commit, "committer", sha))),
                coAuthors(message));
    }

    /** The account that GitHub finds for the commit's address: null, or an object without fields, where it finds none. */
    private static Optional<Identity> account(Fields fields, String role) throws UnreadableAnswer {
        Optional<Fields> user = fields.nullableObject(role);
        if (user.isEmpty() || user.get().object().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Identity.gitHub(user.get().login()));
    }

    /** The address in the commit, or one that nobody has, so that the person counts as unknown and not as nobody. */
    private static Identity address(Fields commit, String role, CommitId sha) throws UnreadableAnswer {
        Optional<Fields> person = commit.nullableObject(role);
        Optional<String> address = person.isPresent() ? person.get().textIfAny("email") : Optional.empty();
        return Identity.email(address.filter(text -> !text.isBlank()).orElse("unknown@" + sha));
    }

    private static List<Identity> coAuthors(String message) {
        return message.lines()
                .map(CO_AUTHOR::matcher)
                .filter(matcher -> matcher.matches() && !matcher.group(1).isBlank())
                .map(matcher -> Identity.email(address(matcher.group(1).strip())))
                .distinct()
                .toList();
    }

    /** What stands in angle brackets; a trailer without them is taken whole. */
    private static String address(String person) {
        int start = person.lastIndexOf('<');
        int end = person.lastIndexOf('>');
        String inside = start >= 0 && end > start ? person.substring(start + 1, end) : "";
        return inside.isBlank() ? person : inside;
    }
}
