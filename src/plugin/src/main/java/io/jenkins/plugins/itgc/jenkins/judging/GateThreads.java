package io.jenkins.plugins.itgc.jenkins.judging;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * The threads that gates are decided on, away from those of pipelines. They end when there is nothing to do: a gate that waits
 * holds none of them.
 */
@Extension
public final class GateThreads {
    /** The milestone of Jenkins' end at which no waiting gate is looked at any more. */
    public static final String POLLER_ENDED = "change gate: poller ended";

    /** Decisions that are under way at a time; more of them queue. */
    static final int DECISIONS = 4;

    /** Answers of servers that are read at a time, of all decisions together. */
    static final int READERS = 8;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor decisions = pool("itgc-gate decision", DECISIONS, new LinkedBlockingQueue<>());

    /** Whoever finds all readers busy reads by itself; nobody queues, so readings that wait for others cannot lock up. */
    private final ThreadPoolExecutor readers = pool("itgc-gate reading", READERS, new SynchronousQueue<>());

    private final Executor asJenkins = new ImpersonatingExecutorService(decisions, ACL.SYSTEM2);

    public GateThreads() {
        decisions.allowCoreThreadTimeOut(true);
        readers.setCorePoolSize(0);
        readers.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    }

    public static GateThreads get() {
        return ExtensionList.lookupSingleton(GateThreads.class);
    }

    private static ThreadPoolExecutor pool(String name, int most, BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(most, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, queue, factory(name));
    }

    /** Names threads; see {@link #factory}. */
    public static ThreadFactory factory(String name) {
        return new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name);
    }

    /** Does something for a gate that may take long: reading evidence, writing to the ledger. */
    public void execute(Runnable work) {
        asJenkins.execute(work);
    }

    /** Reads evidence, several answers at a time. */
    Executor readers() {
        return readers;
    }

    /** Lets what is being written end. Nothing is interrupted: that would close the ledger's file under others' hands. */
    @Terminator(requires = POLLER_ENDED, attains = ControllerLedger.UNUSED)
    public void end() throws InterruptedException {
        decisions.shutdown();
        readers.shutdown();
        decisions.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
