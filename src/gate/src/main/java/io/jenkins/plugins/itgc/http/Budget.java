package io.jenkins.plugins.itgc.http;

import io.jenkins.plugins.itgc.evidence.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one decision may spend on asking servers, and what they answered. One budget serves all servers and all threads of a
 * decision.
 */
public final class Budget {
    /** How long a decision may take to read, all servers and retries together. */
    public static final Duration DEFAULT = Duration.ofSeconds(60);

    private final Time time;
    private final Duration total;
    private final long deadline;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** A budget whose time runs from now on. */
    public Budget(Duration total, Time time) {
        this.time = time;
        this.total = total;
        this.deadline = time.nanoTime() + total.toNanos();
    }

    public Duration total() {
        return total;
    }

    /** What is left until the deadline; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - time.nanoTime()));
    }

    /** Every answer so far, ordered by what was asked, so that threads do not decide the order. */
    public List<Answer> answers() {
        return answers.stream().sorted(Comparator.comparing(Answer::request)).toList();
    }

    /** How many requests were sent, retries and redirects included. */
    public int requests() {
        return requests.get();
    }

    /**
     * Waits, unless the wait would reach the deadline.
     *
     * @return whether it waited
     */
    boolean pause(Duration wait) throws InterruptedException {
        if (wait.compareTo(remaining()) >= 0) {
            return false;
        }
        time.sleep(wait);
        return true;
    }

    Instant now() {
        return time.now();
    }

    void sent() {
        requests.incrementAndGet();
    }

    void received(Answer answer) {
        answers.add(answer);
    }
}
