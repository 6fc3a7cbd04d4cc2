package io.jenkins.plugins.itgc.decision;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Evidence of one deployment that a policy allows, to be changed in the one point that a test is about: pull request #412 by
 * ann, approved at its merged head by ben, who may write; deployed by dora; with tests, and a rollback plan.
 */
public final class Scenario {
    public static final CommitId HEAD = commit('a');
    public static final CommitId MERGED = commit('b');
    public static final CommitId BASE = commit('c');
    public static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");
    public static final Instant MERGED_AT = Instant.parse("2026-11-03T14:30:00Z");
    public static final Instant APPROVED_AT = Instant.parse("2026-11-03T14:02:00Z");
    public static final RepositoryName REPOSITORY = RepositoryName.parse("acme/payments-api");

    /** Everybody, known in every system. */
    private static final String PEOPLE = """
            version: 1
            scope: {statement: All of production., approved-by: "Dana Reyes, CIO", approved-on: 2026-01-15}
            identities:
              - {person: ann, github: ann, jira: jira-ann, jenkins: ann}
              - {person: ben, github: ben, jira: jira-ben, jenkins: ben}
              - {person: carla, github: carla, jira: jira-carla, jenkins: carla}
              - {person: dora, github: dora, jira: jira-dora, jenkins: dora}
            environments: {staging: {mode: enforce}, production: {mode: enforce, controls: {%s}}}
            """;

    /** Policies by their text: reading one takes far longer than deciding by it. */
    private static final Map<String, Policy> READ = new ConcurrentHashMap<>();

    public final DeploymentRequest.Builder request = DeploymentRequest.of(
                    "payments-api", "production", REPOSITORY, MERGED)
            .deploymentId("d-1")
            .deployer(Identity.parse("jenkins:dora"));
    public Reading<Range> range = Reading.of(new Range(
            Range.Kind.AHEAD, Optional.of(BASE), MERGED, Optional.empty(), Reading.of(List.of("src/A.java"))));
    public final List<TracedCommit> commits =
            new ArrayList<>(List.of(new TracedCommit(MERGED, List.of(412), List.of(), List.of())));
    public Optional<Account> author = Optional.of(new Account("ann", false));
    public Reading<List<ChangeCommit>> changes = Reading.of(List.of(
            new ChangeCommit(HEAD, "", List.of(Identity.gitHub("ann")), List.of(Identity.gitHub("ann")), List.of())));
    public final List<Review> reviews = new ArrayList<>(List.of(review("ben", Review.State.APPROVED)));
    public Optional<Reading<List<Review>>> reviewsRead = Optional.empty();
    public final Map<String, Reading<Permission>> permissions = new TreeMap<>(Map.of(
            "ben", Reading.of(new Permission("write")),
            "ann", Reading.of(new Permission("write")),
            "carla", Reading.of(new Permission("admin"))));
    public Reading<PullRequestHistory> history =
            Reading.of(new PullRequestHistory(Optional.empty(), Optional.of(new Account("ann", false))));
    public Reading<Account> pusher = Reading.of(new Account("ann", false));
    public final List<TracedPullRequest> otherPullRequests = new ArrayList<>();
    public final List<PullRequestEvidence> otherEvidence = new ArrayList<>();
    public final List<TicketEvidence> tickets = new ArrayList<>();
    public TestEvidence tests = tests(Reading.of(new TestTotals(12, 0, 0, 1)));
    public List<Reading<Passage>> plans =
            List.of(plan("Deploy the previous image, then run the down migration of the ledger."));
    public List<Reading<Passage>> risks = List.of();
    public Optional<Reading<List<Check>>> checks = Optional.empty();
    public Optional<PriorDeployment> last = Optional.of(new PriorDeployment(7, 6, BASE, Optional.empty(), MERGED_AT));
    public Optional<PriorDeployment> sameCommit = Optional.empty();
    public Optional<PriorDeployment> promoted = Optional.empty();
    public List<OpenEmergency> emergencies = List.of();
    public Instant now = NOW;
    private String controls = "";

    public static Scenario allowed() {
        return new Scenario();
    }

    public static CommitId commit(char digit) {
        return new CommitId(String.valueOf(digit).repeat(40));
    }

    public static Review review(String login, Review.State state) {
        return new Review(
                1, Optional.of(Account.of(login, "User")), state, Optional.of(HEAD), Optional.of(APPROVED_AT));
    }

    public static Reading<Passage> plan(String text) {
        return Reading.of(Passage.of("#412, section \"Rollback\"", text));
    }

    public static TestEvidence tests(Reading<TestTotals> totals) {
        return new TestEvidence("**/TEST-*.xml", List.of(new TestFile("TEST-a.xml", "ab", totals)));
    }

    public static PullRequest pullRequest(int number, Optional<Account> author) {
        return new PullRequest(
                number,
                "Round half even",
                "",
                "https://github.example/acme/payments-api/pull/" + number,
                author,
                REPOSITORY,
                "main",
                "main",
                Optional.of(REPOSITORY),
                "rounding",
                HEAD,
                MERGED_AT.minus(Duration.ofDays(1)),
                Optional.of(MERGED_AT),
                Optional.of(MERGED));
    }

    /** A ticket that carla moved to Approved. */
    public static Ticket ticket() {
        var open = new Ticket.Status("1", "Open");
        var approved = new Ticket.Status("10", "Approved");
        return new Ticket(
                "PAY-7",
                "PAY",
                "https://jira.example/browse/PAY-7",
                approved,
                Optional.of(Identity.jira("jira-ann")),
                Optional.of(Identity.jira("jira-ann")),
                List.of(new Ticket.Transition(Optional.of(Identity.jira("jira-carla")), APPROVED_AT, open, approved)),
                Reading.of(List.of()),
                Map.of());
    }

    /** Adds a ticket that the request names. */
    public Scenario ticket(Ticket ticket) {
        tickets.add(new TicketEvidence("PAY-7", "request", Optional.empty(), Reading.of(ticket)));
        return this;
    }

    /** Sets {@code controls} of production in the policy, as YAML in one line without the outer braces. */
    public Scenario policy(String yaml) {
        controls = yaml;
        return this;
    }

    /** Makes one change. */
    public Scenario with(Consumer<Scenario> change) {
        change.accept(this);
        return this;
    }

    public Evidence evidence() {
        var pullRequests = new ArrayList<TracedPullRequest>();
        pullRequests.add(new TracedPullRequest(pullRequest(412, author), changes));
        pullRequests.addAll(otherPullRequests);
        var evidence = new ArrayList<PullRequestEvidence>();
        evidence.add(new PullRequestEvidence(
                412, reviewsRead.orElse(Reading.of(List.copyOf(reviews))), permissions, history, pusher));
        evidence.addAll(otherEvidence);
        return new Evidence(
                request.build(),
                now,
                new Standing(last, sameCommit, promoted, emergencies),
                new ChangeTrace(range, commits, commits.isEmpty() ? List.of() : pullRequests),
                commits.isEmpty() ? List.of() : evidence,
                tickets,
                tests,
                plans,
                risks,
                checks,
                List.of());
    }

    public Policy policy() {
        return READ.computeIfAbsent(PEOPLE.formatted(controls), Scenario::read);
    }

    private static Policy read(String yaml) {
        try {
            return Policy.read("policy.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    public Decision decide() {
        try {
            return Decision.of(policy().effective("payments-api", "production"), evidence());
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    /** What one control came to. */
    public ControlResult control(String id) {
        return decide().controls().stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The codes that one control gives. */
    public List<ReasonCode> codes(String id) {
        return control(id).reasons().stream().map(Reason::code).distinct().toList();
    }
}
