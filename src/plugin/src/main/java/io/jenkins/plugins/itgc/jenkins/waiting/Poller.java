package io.jenkins.plugins.itgc.jenkins.waiting;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.itgc.jenkins.judging.GateThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that looks after all gates that wait, one after the other. It ends when none waits. */
@Extension
public final class Poller {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, GateThreads.factory("itgc-gate waiting"));
    private final Map<String, ServerPace> paces = new HashMap<>();

    public Poller() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    static Poller get() {
        return ExtensionList.lookupSingleton(Poller.class);
    }

    /**
     * @throws RejectedExecutionException where Jenkins is ending
     */
    Future<?> schedule(Runnable look, Duration in) {
        return thread.schedule(() -> asJenkins(look), in.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void asJenkins(Runnable look) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            look.run();
        }
    }

    /** The pace for a server; only for the poller's own thread. */
    ServerPace pace(String server) {
        return paces.computeIfAbsent(server, name -> new ServerPace(this));
    }

    /** A look that is under way may end; what waits goes on after the restart. */
    @Terminator(attains = GateThreads.POLLER_ENDED)
    public void end() throws InterruptedException {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
