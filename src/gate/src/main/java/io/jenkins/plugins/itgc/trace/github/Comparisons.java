package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What lies between two commits: every page of it, or a gap. */
final class Comparisons {
    /** GitHub lists this many files at most, on the first page, and does not say whether there are more. */
    private static final int MOST_FILES = 300;

    private final Rest rest;

    Comparisons(Rest rest) {
        this.rest = rest;
    }

    Reading<Comparison> compare(RepositoryName repository, CommitId base, CommitId head) {
        String path = Rest.path(repository, "/compare/" + base + "..." + head + "?per_page=" + Rest.PER_PAGE);
        Reading<List<JsonAnswer>> pages = rest.pages(path);
        return pages.isPresent() ? join(pages.get()) : Reading.missing(pages.why());
    }

    private static Reading<Comparison> join(List<JsonAnswer> pages) {
        JsonAnswer first = pages.get(0);
        var commits = new LinkedHashSet<Comparison.Link>();
        for (JsonAnswer page : pages) {
            Reading<List<Comparison.Link>> links = Rest.parse(page, Comparisons::links);
            if (!links.isPresent()) {
                return Reading.missing(links.why());
            }
            commits.addAll(links.get());
        }
        Reading<Integer> total = Rest.parse(first, fields -> fields.count("total_commits"));
        if (total.isPresent() && total.get() != commits.size()) {
            return Reading.missing(
                    ReasonCode.RANGE_INCOMPLETE,
                    first.asked() + " gave " + commits.size() + " of " + total.get() + " commits");
        }
        return total.isPresent()
                ? Rest.parse(first, fields -> comparison(fields, commits, first.asked()))
                : Reading.missing(total.why());
    }

    private static Comparison comparison(Fields fields, Set<Comparison.Link> commits, String asked)
            throws UnreadableAnswer {
        Comparison.Status status = status(fields);
        if (commits.isEmpty() == (status == Comparison.Status.AHEAD || status == Comparison.Status.DIVERGED)) {
            throw fields.wrong("status", "does not go with " + commits.size() + " commits");
        }
        return new Comparison(
                status,
                fields.object("merge_base_commit").commit("sha"),
                List.copyOf(commits),
                commits.isEmpty() ? Reading.of(List.of()) : files(fields, asked));
    }

    private static Comparison.Status status(Fields fields) throws UnreadableAnswer {
        return switch (fields.text("status")) {
            case "ahead" -> Comparison.Status.AHEAD;
            case "identical" -> Comparison.Status.IDENTICAL;
            case "behind" -> Comparison.Status.BEHIND;
            case "diverged" -> Comparison.Status.DIVERGED;
            default -> throw fields.wrong("status", "is none of GitHub's");
        };
    }

    private static List<Comparison.Link> links(Fields page) throws UnreadableAnswer {
        var links = new ArrayList<Comparison.Link>();
        for (Fields commit : page.list("commits")) {
            var parents = new ArrayList<CommitId>();
            for (Fields parent : commit.list("parents")) {
                parents.add(parent.commit("sha"));
            }
            links.add(new Comparison.Link(
                    commit.commit("sha"), parents, ChangeCommits.commit(commit).people()));
        }
        return links;
    }

    /** The changed files; of a renamed one both names. */
    private static Reading<List<String>> files(Fields fields, String asked) throws UnreadableAnswer {
        if (!fields.has("files")) {
            return Reading.missing(ReasonCode.ANSWER_INCOMPLETE, asked + " gave no files");
        }
        List<Fields> files = fields.list("files");
        if (files.size() >= MOST_FILES) {
            return Reading.missing(
                    ReasonCode.ANSWER_INCOMPLETE,
                    asked + " gave " + files.size() + " files, the most that GitHub lists; there may be more");
        }
        var names = new LinkedHashSet<String>();
        for (Fields file : files) {
            names.add(file.text("filename"));
            file.textIfAny("previous_filename").ifPresent(names::add);
        }
        return Reading.of(List.copyOf(names));
    }
}
