package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.http.AnswerCache;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Limits;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** How tests ask simulated servers: as the gate does, over HTTP and with a token. */
public final class Asking {
    /** Must be found nowhere but on the wire. */
    public static final String TOKEN = "ghp_5ecretOfThisTestThatNobodyMaySee";

    /** Threads that read; they end with the process. */
    public static final Executor THREADS = Executors.newFixedThreadPool(8, task -> {
        var thread = new Thread(task, "reading");
        thread.setDaemon(true);
        return thread;
    });

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Limits LIMITS = new Limits(Limits.DEFAULT.answerBytes(), 8, Duration.ofSeconds(5));

    private Asking() {}

    /** A server as its configuration makes it, with its cache. */
    public static Server of(SimulatedServer simulated) {
        return new Server(CLIENT, simulated.base(), () -> Optional.of("Bearer " + TOKEN), new AnswerCache(), LIMITS);
    }

    public static Budget budget() {
        return new Budget(Duration.ofSeconds(20), Time.system());
    }

    /** Test results with nothing wrong. */
    public static TestEvidence passingTests() {
        return new TestEvidence(
                "**/TEST-*.xml",
                List.of(new TestFile("TEST-a.xml", "0".repeat(64), Reading.of(new TestTotals(12, 0, 0, 1)))));
    }

    /** Everything that one decision is read from, GitHub alone. */
    public static Sources sources(Server gitHub) {
        return sources(gitHub, budget(), Optional.empty());
    }

    public static Sources sources(Server gitHub, Server jira, Function<ReadSession, Tickets> tickets) {
        Budget budget = budget();
        return sources(gitHub, budget, Optional.of(tickets.apply(jira.open(budget))));
    }

    private static Sources sources(Server gitHub, Budget budget, Optional<Tickets> tickets) {
        return new Sources(
                new GitHubSourceControl(gitHub.open(budget)),
                tickets,
                Asking::passingTests,
                List.<Reading<Passage>>of(),
                budget::answers);
    }
}
