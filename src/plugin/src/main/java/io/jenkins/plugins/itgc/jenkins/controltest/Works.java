package io.jenkins.plugins.itgc.jenkins.controltest;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import io.jenkins.plugins.itgc.jenkins.judging.GateThreads;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * What is under way for tests and publications, at most one work in each place. It goes on when nobody looks; that of a place
 * is remembered until the next one, or until Jenkins restarts.
 */
@Extension
public final class Works {
    /** Works at a time: they read files, and deployments come first. */
    private static final int AT_A_TIME = 2;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Work> works = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_A_TIME,
            AT_A_TIME,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            GateThreads.factory("itgc-gate testing"));
    private final Executor asJenkins = new ImpersonatingExecutorService(threads, ACL.SYSTEM2);

    public Works() {
        threads.allowCoreThreadTimeOut(true);
    }

    public static Works get() {
        return ExtensionList.lookupSingleton(Works.class);
    }

    /** Begins a work, unless one is under way in its place. */
    public boolean begin(String place, Work work) {
        Work now = works.compute(place, (at, before) -> before != null && before.isRunning() ? before : work);
        if (now != work) {
            return false;
        }
        asJenkins.execute(work);
        return true;
    }

    /** The work of a place that is under way, or was the last. */
    public Optional<Work> at(String place) {
        return Optional.ofNullable(works.get(place));
    }

    /** Stops what may be stopped, and lets what writes to the ledger end. */
    @Terminator(requires = GateThreads.POLLER_ENDED, attains = ControllerLedger.UNUSED)
    public void end() throws InterruptedException {
        works.values().forEach(Work::stop);
        threads.shutdown();
        threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
