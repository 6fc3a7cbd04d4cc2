package io.jenkins.plugins.itgc.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What was asked of a simulated server, and when. */
public final class Traffic {
    private final List<Exchange> exchanges = new ArrayList<>();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private int underWay;
    private int unrecorded;
    private int most;

    /**
     * One request and what became of it.
     *
     * @param target path and query
     * @param authorization the header, empty without
     * @param conditional whether it named an answer that it knows
     * @param from nanoseconds when it was received
     * @param to nanoseconds when its answer began
     */
    public record Exchange(
            String method, String target, String authorization, boolean conditional, int status, long from, long to) {}

    synchronized void begin() {
        underWay++;
        most = Math.max(most, underWay);
    }

    /** The answer is about to be sent: the client may ask the next at once. */
    synchronized void answering() {
        underWay--;
        unrecorded++;
    }

    synchronized void end(Exchange exchange) {
        exchanges.add(exchange);
        unrecorded--;
        notifyAll();
    }

    /** Forgets all requests so far. */
    public synchronized void clear() {
        exchanges(); // one that is answered and not yet noted belongs to the past
        exchanges.clear();
        most = underWay;
    }

    /** All exchanges so far. A client may have its answer before the server has noted it: waits a little for that. */
    public synchronized List<Exchange> exchanges() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (unrecorded > 0 && System.nanoTime() < deadline) {
                wait(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(exchanges);
    }

    public int requests() {
        return exchanges().size();
    }

    public long requests(Predicate<Exchange> which) {
        return exchanges().stream().filter(which).count();
    }

    /** How many requests were under way at one time, at most. */
    public synchronized int mostAtATime() {
        return most;
    }

    /** How many requests came one after another: the most of which each began after the one before it was answered. */
    public int longestChain() {
        int length = 0;
        long end = Long.MIN_VALUE;
        for (Exchange exchange : exchanges().stream()
                .sorted(Comparator.comparingLong(Exchange::to))
                .toList()) {
            if (exchange.from() >= end) {
                length++;
                end = exchange.to();
            }
        }
        return length;
    }
}
