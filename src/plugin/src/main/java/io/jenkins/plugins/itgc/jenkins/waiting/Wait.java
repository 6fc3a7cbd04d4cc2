package io.jenkins.plugins.itgc.jenkins.waiting;

import io.jenkins.plugins.itgc.jenkins.judging.Question;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A wait as it is kept in the run, so that it goes on after a restart. */
public final class Wait implements Serializable {
    private static final long serialVersionUID = 1;

    private final String id;
    private final Question question;
    private final String service;
    private final String environment;
    private final long decision;
    private final long since;
    private final long deadline;
    private final boolean supersedes;
    private volatile ArrayList<String> missing;

    /**
     * @param id unique on this controller
     * @param decision the entry that blocked it
     * @param supersedes whether older runs of the job that wait for the same environment end
     * @param missing what is missing now, one line each
     */
    public Wait(
            String id,
            Question question,
            long decision,
            Instant since,
            Instant deadline,
            boolean supersedes,
            List<String> missing) {
        var request = question.request(1);
        this.id = id;
        this.question = question;
        this.service = request.service();
        this.environment = request.environment();
        this.decision = decision;
        this.since = since.toEpochMilli();
        this.deadline = deadline.toEpochMilli();
        this.supersedes = supersedes;
        this.missing = new ArrayList<>(missing);
    }

    String id() {
        return id;
    }

    Question question() {
        return question;
    }

    String service() {
        return service;
    }

    String environment() {
        return environment;
    }

    /** The entry that blocked it. */
    public long decision() {
        return decision;
    }

    Instant since() {
        return Instant.ofEpochMilli(since);
    }

    Instant deadline() {
        return Instant.ofEpochMilli(deadline);
    }

    boolean supersedes() {
        return supersedes;
    }

    /** What it waits for, in a line. */
    public String status() {
        return "blocked, waiting until " + deadline() + " for: " + String.join("; ", missing());
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    void missing(List<String> lines) {
        missing = new ArrayList<>(lines);
    }
}
