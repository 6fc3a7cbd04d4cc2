package io.jenkins.plugins.itgc.jenkins.controltest;

import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that takes its time: how far it has come, and how it ended. */
public final class Work implements Runnable {
    private static final Logger LOGGER = Logger.getLogger(Work.class.getName());
    private static final int PERCENT = 100;

    private final String step;
    private final Map<String, String> typed;
    private final boolean stoppable;
    private final Action action;

    private boolean running = true;
    private boolean stopped;
    private @Nullable Thread thread;
    private String what = "";
    private long done;
    private long total;
    private @Nullable String answer;
    private @Nullable String failure;
    private @Nullable Instant ended;

    /** Is told how far it has come. */
    @FunctionalInterface
    public interface Progress {
        /** @param total 0 where that is not known */
        void reached(String what, long done, long total);
    }

    /** What is done. */
    @FunctionalInterface
    public interface Action {
        /** @return what it came to, in words */
        String run(Progress progress) throws Exception;
    }

    /**
     * @param step its name in forms
     * @param typed what somebody typed for it, so that it need not be typed again where it fails
     * @param stoppable whether it may be interrupted: never while it uses the controller's own ledger, whose file that closes
     */
    public Work(String step, Map<String, String> typed, boolean stoppable, Action action) {
        this.step = step;
        this.typed = Map.copyOf(typed);
        this.stoppable = stoppable;
        this.action = action;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        String said = null;
        String broke = "it broke off; the log of Jenkins says why";
        try {
            said = action.run(this::reached);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The step " + step + " of control testing broke off");
            if (e instanceof IllegalArgumentException) {
                broke = String.valueOf(e.getMessage());
            } else if (e instanceof Error) {
                throw e;
            }
        } catch (Exception e) {
            LOGGER.log(Level.FINE, e, () -> "The step " + step + " of control testing was refused; shown on its page");
            broke = String.valueOf(e.getMessage());
        } finally {
            end(said, broke);
        }
    }

    private synchronized boolean begin() {
        if (stopped) {
            end(null, "");
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    private synchronized void reached(String of, long so, long all) {
        what = of;
        done = so;
        total = all;
    }

    private synchronized void end(@Nullable String said, String broke) {
        running = false;
        thread = null;
        ended = Instant.now();
        answer = said;
        failure = said == null ? broke.lines().map(PlainText::harmless).collect(Collectors.joining("\n")) : null;
        Thread.interrupted(); // whoever wanted to stop it came too late, and must not stop what comes next
    }

    /** Stops it between two of its items, if it may be stopped; nothing is left of it then. */
    public synchronized void stop() {
        if (running && stoppable) {
            stopped = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    public String step() {
        return step;
    }

    /** What was typed for it; empty for nothing. */
    public String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    public synchronized boolean isRunning() {
        return running;
    }

    public synchronized boolean isStoppable() {
        return running && stoppable && !stopped;
    }

    /** What it is at, in one or two words. */
    public synchronized String what() {
        return what;
    }

    /** How much of that is done; negative where that is not known. */
    public synchronized int percent() {
        return total <= 0 ? -1 : (int) Math.min(PERCENT, done * PERCENT / total);
    }

    /** What it came to. */
    public synchronized Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    /** Why it did not come to anything; empty where it was stopped. */
    public synchronized Optional<String> failure() {
        return stopped ? Optional.empty() : Optional.ofNullable(failure);
    }

    /** Whether somebody stopped it in time. */
    public synchronized boolean isStopped() {
        return stopped && failure != null;
    }

    public synchronized Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }
}
