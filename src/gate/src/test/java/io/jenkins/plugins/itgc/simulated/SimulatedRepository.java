package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository with its branches, pull requests and people. What a method does is done by the person it names. */
public final class SimulatedRepository {
    static final String MAIN = "main";

    private final SimulatedGitHub github;
    private final int id;
    private RepositoryName name;

    /** Commits of the repository and its forks, each after its parents. */
    private final Map<CommitId, SimulatedCommit> commits;

    private final Map<String, CommitId> branches = new HashMap<>();
    private final TreeMap<Integer, SimulatedPullRequest> pullRequests = new TreeMap<>();
    private final Map<String, String> permissions = new HashMap<>();
    private final List<Activity> activity = new ArrayList<>();
    private final List<CheckRun> checks = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private String date = "2026-11-02T08:00:00Z";

    record Activity(long id, String type, String ref, CommitId after, Instant at, String actor) {}

    record CheckRun(CommitId commit, String name, String app, String status, String conclusion) {}

    SimulatedRepository(SimulatedGitHub github, int id, String name, Map<CommitId, SimulatedCommit> commits) {
        this.github = github;
        this.id = id;
        this.name = RepositoryName.parse(name);
        this.commits = commits;
    }

    SimulatedGitHub github() {
        return github;
    }

    int id() {
        return id;
    }

    public RepositoryName name() {
        return name;
    }

    /** Renames it; the former name redirects from now on. */
    public void rename(String to) {
        github.renamed(name, this);
        name = RepositoryName.parse(to);
    }

    /** A fork, with a numbering of pull requests of its own. */
    public SimulatedRepository fork(String fork) {
        SimulatedRepository made = github.repository(fork, commits);
        made.branches.putAll(branches);
        return made;
    }

    /** Dates that commits have from now on, whatever the time is. */
    public void commitDates(String iso) {
        date = iso;
    }

    /** Commits onto a branch without a pull request. */
    public CommitId push(String who, String branch, String message, String... files) {
        CommitId commit = commit(parents(branch), message, who, who, List.of(files));
        move(branch, commit, who, "push");
        return commit;
    }

    public CommitId push(String who, String message) {
        return push(who, MAIN, message, "src/Main.java");
    }

    /** Merges a commit into a branch by hand. */
    public CommitId pushMerge(String who, String branch, CommitId other, String message) {
        var parents = new ArrayList<>(parents(branch));
        parents.add(other);
        CommitId merge = commit(parents, message, who, who, List.of());
        move(branch, merge, who, "push");
        return merge;
    }

    /** Moves a branch to a commit, forward or not. */
    public void force(String who, String branch, CommitId to) {
        move(branch, to, who, "force_push");
    }

    public void branch(String who, String branch, CommitId at) {
        move(branch, at, who, "branch_creation");
    }

    public CommitId head(String branch) {
        return branches.get(branch);
    }

    public CommitId head() {
        return head(MAIN);
    }

    /** Opens a pull request from a new branch of this repository into its default branch. */
    public SimulatedPullRequest pullRequest(String author) {
        return pullRequest(author, this, MAIN);
    }

    /** Opens a pull request from a new branch of a fork. */
    public SimulatedPullRequest pullRequest(String author, SimulatedRepository from, String base) {
        int number = pullRequests.isEmpty() ? 1 : pullRequests.lastKey() + 1;
        var pullRequest = new SimulatedPullRequest(this, from, number, author, base);
        pullRequests.put(number, pullRequest);
        return pullRequest;
    }

    /** What somebody may do; everybody may write until told otherwise. */
    public void permission(String who, String what) {
        permissions.put(who, what);
    }

    public void check(CommitId commit, String check, String app, String status, String conclusion) {
        checks.add(new CheckRun(commit, check, app, status, conclusion));
    }

    /** A text file, the same at every commit. */
    public void text(String path, String text) {
        texts.put(path, text);
    }

    CommitId commit(List<CommitId> parents, String message, String author, String committer, List<String> files) {
        String seed = commits.size() + message;
        var sha = new CommitId(
                SimulatedServer.sha256(seed.getBytes(StandardCharsets.UTF_8)).substring(0, 40));
        commits.put(sha, new SimulatedCommit(sha, parents, message, author, committer, date, files));
        return sha;
    }

    void move(String branch, CommitId to, String who, String activityType) {
        branches.put(branch, to);
        activity.add(
                0, new Activity(activity.size() + 1, activityType, "refs/heads/" + branch, to, github.tick(), who));
    }

    private List<CommitId> parents(String branch) {
        return branches.containsKey(branch) ? List.of(branches.get(branch)) : List.of();
    }

    SimulatedCommit commit(CommitId sha) {
        return commits.get(sha);
    }

    CommitGraph graph() {
        return new CommitGraph(new LinkedHashMap<>(commits));
    }

    Map<Integer, SimulatedPullRequest> pullRequests() {
        return pullRequests;
    }

    List<Activity> activity() {
        return activity;
    }

    List<CheckRun> checks() {
        return checks;
    }

    Map<String, String> texts() {
        return texts;
    }

    String permission(String who) {
        return permissions.getOrDefault(who, "write");
    }

    /** The pull requests that the server connects with a commit: on the default branch only merged ones. */
    List<SimulatedPullRequest> pullRequestsOf(CommitId commit) {
        boolean onDefault = graph().ancestry(head()).contains(commit);
        return pullRequests.values().stream()
                .filter(pullRequest -> pullRequest.brings(commit))
                .filter(pullRequest -> !onDefault || pullRequest.isMerged())
                .toList();
    }
}
