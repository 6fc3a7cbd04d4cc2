package io.jenkins.plugins.itgc.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GitHub's REST and GraphQL API, as far as the gate asks it, over repositories that a test builds. */
public final class SimulatedGitHub extends SimulatedServer {
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final int MOST_FILES = 300;
    private static final Pattern PATH = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");
    private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)(/.*)?");
    private static final Pattern COMPARE = Pattern.compile("/compare/(\\w+)\\.\\.\\.(\\w+)");
    private static final Pattern PULLS_OF = Pattern.compile("/commits/(\\w+)/pulls");
    private static final Pattern PULL = Pattern.compile("/pulls/(\\d+)(/commits|/reviews)?");
    private static final Pattern PERMISSION = Pattern.compile("/collaborators/([^/]+)/permission");
    private static final Pattern ALIAS = Pattern.compile("pr(\\d+): pullRequest\\(number: \\1\\)");

    private final Map<String, SimulatedRepository> repositories = new LinkedHashMap<>();
    private final Map<String, SimulatedRepository> formerNames = new HashMap<>();
    private final Map<CommitId, SimulatedPullRequest> connected = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private int lag;
    private Instant now = MORNING;

    /** A repository with one commit on its default branch. */
    public synchronized SimulatedRepository repository(String name) {
        SimulatedRepository made = repository(name, new LinkedHashMap<>());
        made.push("ann", "Begin");
        return made;
    }

    SimulatedRepository repository(String name, Map<CommitId, SimulatedCommit> commits) {
        var made = new SimulatedRepository(this, repositories.size() + 1, name, commits);
        repositories.put(name.toLowerCase(Locale.ROOT), made);
        return made;
    }

    void renamed(RepositoryName former, SimulatedRepository repository) {
        formerNames.put(former.toString().toLowerCase(Locale.ROOT), repository);
    }

    /** The first so many answers about the pull requests of each commit are empty. */
    public synchronized void indexLag(int answers) {
        lag = answers;
    }

    /** Makes the index connect a commit with a pull request, whatever brought it. */
    public synchronized void connect(CommitId commit, SimulatedPullRequest pullRequest) {
        connected.put(commit, pullRequest);
    }

    Instant tick() {
        now = now.plus(Duration.ofMinutes(1));
        return now;
    }

    /** The time of what happened last. */
    public Instant now() {
        return now;
    }

    @Override
    Answer answer(String method, URI target, Optional<JsonNode> body) {
        if (target.getPath().equals("/graphql") && body.isPresent()) {
            return graphQl(body.get());
        }
        Matcher byId = BY_ID.matcher(target.getPath());
        if (byId.matches()) {
            return repositories.values().stream()
                    .filter(repository -> repository.id() == Integer.parseInt(byId.group(1)))
                    .findFirst()
                    .map(repository -> of(repository, below(byId), target))
                    .orElseGet(SimulatedGitHub::notFound);
        }
        Matcher byName = PATH.matcher(target.getPath());
        if (!byName.matches()) {
            return notFound();
        }
        String name = byName.group(1).toLowerCase(Locale.ROOT);
        if (formerNames.containsKey(name)) {
            String moved = base() + "/repositories/" + formerNames.get(name).id() + below(byName)
                    + Optional.ofNullable(target.getRawQuery())
                            .map(query -> "?" + query)
                            .orElse("");
            return Answer.failure(301, "Moved Permanently").with(Map.of("Location", moved));
        }
        return Optional.ofNullable(repositories.get(name))
                .filter(repository -> repository.name().toString().equalsIgnoreCase(name))
                .map(repository -> of(repository, below(byName), target))
                .orElseGet(SimulatedGitHub::notFound);
    }

    private static String below(Matcher path) {
        return Optional.ofNullable(path.group(2)).orElse("");
    }

    private Answer of(SimulatedRepository repository, String below, URI target) {
        if (below.isEmpty()) {
            return Answer.of(GitHubJson.repository(repository));
        }
        Matcher compare = COMPARE.matcher(below);
        if (compare.matches()) {
            return compare(repository, compare.group(1), compare.group(2), target);
        }
        Matcher pullsOf = PULLS_OF.matcher(below);
        if (pullsOf.matches()) {
            return pullsOf(repository, new CommitId(pullsOf.group(1)), target);
        }
        Matcher pull = PULL.matcher(below);
        if (pull.matches()) {
            return pull(repository, pull, target);
        }
        Matcher permission = PERMISSION.matcher(below);
        if (permission.matches()) {
            ObjectNode json = GitHubJson.object().put("permission", repository.permission(permission.group(1)));
            json.set("user", GitHubJson.user(permission.group(1)));
            return Answer.of(json.put("role_name", repository.permission(permission.group(1))));
        }
        if (below.equals("/activity")) {
            Optional<String> ref = query(target, "ref");
            return page(
                    GitHubJson.list(
                            repository.activity().stream()
                                    .filter(activity -> ref.isEmpty()
                                            || activity.ref().equals(ref.get().replace("%2F", "/")))
                                    .toList(),
                            GitHubJson::activity),
                    target);
        }
        return Optional.of(below)
                .filter(path -> path.startsWith("/contents/"))
                .map(path -> path.substring("/contents/".length()))
                .filter(repository.texts()::containsKey)
                .map(path -> Answer.of(GitHubJson.text(path, repository.texts().get(path))))
                .orElseGet(SimulatedGitHub::notFound);
    }

    private Answer compare(SimulatedRepository repository, String base, String head, URI target) {
        var from = new CommitId(base);
        var to = new CommitId(head);
        if (repository.commit(from) == null || repository.commit(to) == null) {
            return notFound();
        }
        CommitGraph graph = repository.graph();
        List<SimulatedCommit> ahead = graph.between(from, to);
        List<SimulatedCommit> behind = graph.between(to, from);
        ObjectNode json = GitHubJson.object()
                .put("status", status(ahead.isEmpty(), behind.isEmpty()))
                .put("ahead_by", ahead.size())
                .put("behind_by", behind.size())
                .put("total_commits", ahead.size());
        json.set("base_commit", GitHubJson.commit(repository.commit(from)));
        json.set("merge_base_commit", GitHubJson.commit(repository.commit(graph.mergeBase(from, to))));
        Answer page = page(GitHubJson.list(ahead, GitHubJson::commit), target);
        json.set("commits", page.body().orElseThrow());
        List<String> files =
                query(target, "page").filter(number -> !number.equals("1")).isPresent()
                        ? List.of()
                        : ahead.stream()
                                .flatMap(commit -> commit.files().stream())
                                .distinct()
                                .limit(MOST_FILES)
                                .toList();
        json.set("files", GitHubJson.list(files, file -> GitHubJson.object()
                .put("filename", file)
                .put("status", "modified")));
        return Answer.of(json).with(page.headers());
    }

    private static String status(boolean nothingNew, boolean nothingMissing) {
        if (nothingNew) {
            return nothingMissing ? "identical" : "behind";
        }
        return nothingMissing ? "ahead" : "diverged";
    }

    private Answer pullsOf(SimulatedRepository repository, CommitId commit, URI target) {
        if (repository.commit(commit) == null) {
            return Answer.failure(422, "No commit found for SHA: " + commit);
        }
        var brought = new ArrayList<>(repository.pullRequestsOf(commit));
        Optional.ofNullable(connected.get(commit)).ifPresent(brought::add);
        boolean known = asked.merge(commit.hex(), 1, Integer::sum) > lag;
        return page(GitHubJson.list(known ? brought : List.of(), GitHubJson::pullRequest), target);
    }

    private Answer pull(SimulatedRepository repository, Matcher path, URI target) {
        SimulatedPullRequest pullRequest = repository.pullRequests().get(Integer.parseInt(path.group(1)));
        if (pullRequest == null) {
            return notFound();
        }
        if (path.group(2) == null) {
            return Answer.of(GitHubJson.pullRequest(pullRequest).put("merged", pullRequest.isMerged()));
        }
        return path.group(2).equals("/commits")
                ? page(
                        GitHubJson.list(
                                pullRequest.commits(),
                                sha -> GitHubJson.commit(pullRequest.from().commit(sha))),
                        target)
                : page(GitHubJson.list(pullRequest.reviews(), GitHubJson::review), target);
    }

    private Answer graphQl(JsonNode body) {
        String query = body.path("query").asText();
        String name = body.at("/variables/owner").asText() + "/"
                + body.at("/variables/name").asText();
        SimulatedRepository repository = repositories.values().stream()
                .filter(candidate -> candidate.name().toString().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Optional.ofNullable(formerNames.get(name.toLowerCase(Locale.ROOT))))
                .orElse(null);
        ObjectNode answer = GitHubJson.object();
        if (repository == null) {
            answer.putObject("data").putNull("repository");
            answer.putArray("errors")
                    .addObject()
                    .put("type", "NOT_FOUND")
                    .put("message", "Could not resolve to a Repository with the name '" + name + "'.");
            return Answer.of(answer);
        }
        ObjectNode data = answer.putObject("data").putObject("repository");
        if (query.contains("statusCheckRollup")) {
            var commit = new CommitId(body.at("/variables/oid").asText());
            ObjectNode contexts =
                    data.putObject("object").putObject("statusCheckRollup").putObject("contexts");
            contexts.putObject("pageInfo").put("hasNextPage", false).putNull("endCursor");
            contexts.set(
                    "nodes",
                    GitHubJson.list(
                            repository.checks().stream()
                                    .filter(run -> run.commit().equals(commit))
                                    .toList(),
                            GitHubJson::check));
        }
        for (Matcher alias = ALIAS.matcher(query); alias.find(); ) {
            int number = Integer.parseInt(alias.group(1));
            data.set("pr" + number, GitHubJson.history(repository.pullRequests().get(number)));
        }
        return Answer.of(answer);
    }

    /** One page of a list, with the links that lead on. */
    private Answer page(ArrayNode all, URI target) {
        int size = query(target, "per_page").map(Integer::parseInt).orElse(30);
        int number = query(target, "page").map(Integer::parseInt).orElse(1);
        int from = Math.min(all.size(), (number - 1) * size);
        int to = Math.min(all.size(), from + size);
        var items = new ArrayList<JsonNode>();
        for (int i = from; i < to; i++) {
            items.add(all.get(i));
        }
        String rest = Optional.ofNullable(target.getRawQuery())
                .map(query -> Arrays.stream(query.split("&"))
                        .filter(part -> !part.startsWith("page="))
                        .collect(Collectors.joining("&")))
                .orElse("");
        Map<String, String> headers = to < all.size()
                ? Map.of(
                        "Link",
                        "<" + base() + target.getPath() + "?" + rest + "&page=" + (number + 1) + ">; rel=\"next\"")
                : Map.of();
        return Answer.of(GitHubJson.list(items, item -> item)).with(headers);
    }

    private static Optional<String> query(URI target, String key) {
        return Optional.ofNullable(target.getRawQuery()).flatMap(query -> Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(key + "="))
                .map(part -> part.substring(key.length() + 1))
                .findFirst());
    }

    private static Answer notFound() {
        return Answer.failure(404, "Not Found");
    }
}
