package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Check runs and commit statuses of a commit, the newest of each. */
final class Checks {
    private static final int MOST_PAGES = 20;

    private static final String QUERY = """
            query($owner: String!, $name: String!, $oid: GitObjectID!, $after: String) {
              repository(owner: $owner, name: $name) {
                object(oid: $oid) {
                  ... on Commit {
                    statusCheckRollup {
                      contexts(first: 100, after: $after) {
                        pageInfo { hasNextPage endCursor }
                        nodes {
                          __typename
                          ... on CheckRun {
                            name status conclusion startedAt databaseId checkSuite { app { slug } }
                          }
                          ... on StatusContext { context state createdAt }
                        }
                      }
                    }
                  }
                }
              }
            }
            """;

    private final GraphQl graphQl;

    Checks(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    /** One page of results, and where the next one begins. */
    private record Page(List<Run> runs, Optional<String> next) {}

    /**
     * One result, and when it came: what has not started is newer than what has.
     */
    private record Run(Check check, Instant startedAt, long id) {
        /** Oldest first; of two that cannot be told apart the one that is no success counts as newer. */
        static final Comparator<Run> BY_AGE = Comparator.comparing(Run::startedAt)
                .thenComparingLong(Run::id)
                .thenComparing(run -> run.check().state() != Check.State.SUCCESS);
    }

    Reading<List<Check>> of(RepositoryName repository, CommitId commit) {
        var variables =
                new HashMap<>(Map.of("owner", repository.owner(), "name", repository.name(), "oid", commit.hex()));
        var runs = new ArrayList<Run>();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Reading<Optional<Page>> page = graphQl.repository(QUERY, variables, Checks::page);
            if (!page.isPresent()) {
                return Reading.missing(page.why());
            }
            if (page.get().isEmpty()) {
                return Reading.missing(ReasonCode.NOT_FOUND, "GitHub knows no commit " + commit + " in " + repository);
            }
            runs.addAll(page.get().get().runs());
            Optional<String> next = page.get().get().next();
            if (next.isEmpty()) {
                return Reading.of(newest(runs));
            }
            variables.put("after", next.get());
        }
        return Reading.missing(
                ReasonCode.ANSWER_INCOMPLETE,
                "commit " + commit + " of " + repository + " has more checks than the " + runs.size()
                        + " that were read");
    }

    private static List<Check> newest(List<Run> runs) {
        var newest = new LinkedHashMap<List<String>, Check>();
        runs.stream()
                .sorted(Run.BY_AGE)
                .map(Run::check)
                .forEach(check -> newest.put(List.of(check.name(), check.app()), check));
        return newest.values().stream()
                .sorted(Comparator.comparing(Check::name).thenComparing(Check::app))
                .toList();
    }

    private static Optional<Page> page(Fields repository) throws UnreadableAnswer {
        Optional<Fields> commit = repository.nullableObject("object");
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fields> rollup = commit.get().nullableObject("statusCheckRollup");
        if (rollup.isEmpty()) {
            return Optional.of(new Page(List.of(), Optional.empty()));
        }
        Fields contexts = rollup.get().object("contexts");
        var runs = new ArrayList<Run>();
        for (Fields node : contexts.list("nodes")) {
            runs.add(run(node));
        }
        Fields info = contexts.object("pageInfo");
        Optional<String> next = info.flag("hasNextPage") ? Optional.of(info.text("endCursor")) : Optional.empty();
        return Optional.of(new Page(runs, next));
    }

    private static Run run(Fields node) throws UnreadableAnswer {
        return switch (node.text("__typename")) {
            case "CheckRun" -> checkRun(node);
            case "StatusContext" -> status(node);
            default -> throw node.wrong("__typename", "is neither CheckRun nor StatusContext");
        };
    }

    private static Run checkRun(Fields node) throws UnreadableAnswer {
        Optional<Fields> app = node.object("checkSuite").nullableObject("app");
        String status = node.text("status");
        Optional<String> conclusion = node.nullableText("conclusion");
        boolean completed = status.equals("COMPLETED");
        String said = completed ? conclusion.orElseThrow(() -> node.wrong("conclusion", "is null")) : status;
        return new Run(
                new Check(
                        node.text("name"),
                        app.isPresent() ? app.get().text("slug") : "",
                        completed ? finished(said) : Check.State.PENDING,
                        said),
                node.nullableTime("startedAt").orElse(Instant.MAX),
                node.nullableId("databaseId").orElse(0L));
    }

    private static Run status(Fields node) throws UnreadableAnswer {
        String said = node.text("state");
        boolean pending = said.equals("PENDING") || said.equals("EXPECTED");
        return new Run(
                new Check(node.text("context"), "", pending ? Check.State.PENDING : finished(said), said),
                node.time("createdAt"),
                0);
    }

    /** Only GitHub's SUCCESS is one: neutral, skipped, stale and words yet unknown show nothing. */
    private static Check.State finished(String said) {
        return said.equals("SUCCESS") ? Check.State.SUCCESS : Check.State.FAILURE;
    }
}
