package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pull request. */
public final class SimulatedPullRequest {
    static final String PLAN = "Deploy the previous image of the service, then run the down migration.";

    private final SimulatedRepository base;
    private final SimulatedRepository from;
    private final int number;
    private final String author;
    private String baseRef;
    private final String branch;
    private final Instant createdAt;
    private String title;
    private String body;
    private final List<CommitId> commits = new ArrayList<>();
    private final List<CommitId> results = new ArrayList<>();
    private final List<Review> reviews = new ArrayList<>();
    private Optional<Instant> baseChanged = Optional.empty();
    private Optional<Instant> mergedAt = Optional.empty();
    private Optional<CommitId> mergeCommit = Optional.empty();
    private String mergedBy = "";

    record Review(long id, String user, String state, CommitId commit, Instant at) {}

    SimulatedPullRequest(
            SimulatedRepository base, SimulatedRepository from, int number, String author, String baseRef) {
        this.base = base;
        this.from = from;
        this.number = number;
        this.author = author;
        this.baseRef = baseRef;
        this.branch = "change-" + number;
        this.title = "Change " + number;
        this.body = "What it does.\n\n## Rollback\n" + PLAN + "\n";
        this.createdAt = base.github().tick();
        from.branch(author, branch, base.head(baseRef));
    }

    public SimulatedPullRequest title(String text) {
        title = text;
        return this;
    }

    public SimulatedPullRequest body(String text) {
        body = text;
        return this;
    }

    /** A commit by its author, who also pushes it. */
    public SimulatedPullRequest commit(String who, String message, String... files) {
        commits.add(from.push(who, branch, message, files));
        return this;
    }

    /** One commit by the author. */
    public SimulatedPullRequest commit() {
        return commit(author, "Change " + number + ", part " + (commits.size() + 1), "src/File" + number + ".java");
    }

    /** A commit by one person that another pushes. */
    public SimulatedPullRequest pushedBy(String pusher, String who, String message) {
        CommitId commit = from.commit(List.of(head()), message, who, who, List.of("src/Main.java"));
        from.move(branch, commit, pusher, "push");
        commits.add(commit);
        return this;
    }

    /** Merges the base branch into the pull request's. */
    public SimulatedPullRequest update(String who) {
        commits.add(from.pushMerge(who, branch, base.head(baseRef), "Merge branch 'main' into " + branch));
        return this;
    }

    /** A review of the present head. */
    public SimulatedPullRequest review(String who, String state) {
        reviews.add(new Review(
                1000L * number + reviews.size(),
                who,
                state,
                head(),
                base.github().tick()));
        return this;
    }

    public SimulatedPullRequest approvedBy(String who) {
        return review(who, "APPROVED");
    }

    /** Makes it merge into another branch. */
    public SimulatedPullRequest rebase(String otherBase) {
        baseRef = otherBase;
        baseChanged = Optional.of(base.github().tick());
        return this;
    }

    /** Merges by a merge commit. */
    public CommitId merge(String who) {
        CommitId merge = base.commit(
                List.of(base.head(baseRef), head()),
                "Merge pull request #" + number + " from " + branch,
                who,
                "web-flow",
                List.of());
        return merged(who, List.of(merge));
    }

    /** Merges as one new commit. */
    public CommitId squash(String who) {
        List<String> files = commits.stream()
                .flatMap(commit -> from.commit(commit).files().stream())
                .distinct()
                .toList();
        CommitId squashed =
                base.commit(List.of(base.head(baseRef)), title + " (#" + number + ")", author, "web-flow", files);
        return merged(who, List.of(squashed));
    }

    /** Merges by writing each commit anew onto the base. */
    public CommitId rebaseAndMerge(String who) {
        var written = new ArrayList<CommitId>();
        CommitId onto = base.head(baseRef);
        for (CommitId commit : commits) {
            SimulatedCommit old = from.commit(commit);
            onto = base.commit(List.of(onto), old.message(), old.author(), who, old.files());
            written.add(onto);
        }
        return merged(who, written);
    }

    /** Is taken for merged, because its head was pushed to the base branch. */
    public CommitId pushedToBase(String who) {
        return merged(who, List.of(head()));
    }

    private CommitId merged(String who, List<CommitId> written) {
        CommitId last = written.get(written.size() - 1);
        results.addAll(written);
        base.move(baseRef, last, who, "pr_merge");
        mergedAt = Optional.of(base.github().tick());
        mergeCommit = Optional.of(last);
        mergedBy = who;
        return last;
    }

    boolean brings(CommitId commit) {
        return commits.contains(commit) || results.contains(commit);
    }

    public CommitId head() {
        return from.head(branch);
    }

    public int number() {
        return number;
    }

    boolean isMerged() {
        return mergedAt.isPresent();
    }

    SimulatedRepository base() {
        return base;
    }

    SimulatedRepository from() {
        return from;
    }

    String author() {
        return author;
    }

    String baseRef() {
        return baseRef;
    }

    String branch() {
        return branch;
    }

    String title() {
        return title;
    }

    String body() {
        return body;
    }

    Instant createdAt() {
        return createdAt;
    }

    List<CommitId> commits() {
        return commits;
    }

    List<Review> reviews() {
        return reviews;
    }

    Optional<Instant> baseChanged() {
        return baseChanged;
    }

    Optional<Instant> mergedAt() {
        return mergedAt;
    }

    Optional<CommitId> mergeCommit() {
        return mergeCommit;
    }

    String mergedBy() {
        return mergedBy;
    }
}
