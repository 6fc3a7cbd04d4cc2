package io.jenkins.plugins.itgc.ledger.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets threads that want the same slow step share it. The first to come takes it for itself alone, in its own thread;
 * those that come meanwhile wait, and then one of them takes it for all of them.
 */
final class GroupCommit<T> {
    private final Consumer<List<T>> step;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Ticket<T>> waiting = new ArrayList<>();
    private boolean busy;

    /** The step must not throw: it leaves its outcome in the items. */
    GroupCommit(Consumer<List<T>> step) {
        this.step = step;
    }

    /** Returns once the step has been taken for the item. An interrupt does not end the wait. */
    void submit(T item) {
        var ticket = new Ticket<>(item);
        if (enqueue(ticket) && ticket.awaitTurn()) {
            return;
        }
        lead(ticket);
    }

    /** Whether there is somebody to wait for. */
    private boolean enqueue(Ticket<T> ticket) {
        lock.lock();
        try {
            waiting.add(ticket);
            boolean wait = busy;
            busy = true;
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private void lead(Ticket<T> leader) {
        var batch = takeWaiting();
        try {
            step.accept(batch.stream().map(ticket -> ticket.item).toList());
        } finally {
            passOn();
            for (var ticket : batch) {
                if (ticket != leader) {
                    ticket.wake(Turn.DONE);
                }
            }
        }
    }

    private List<Ticket<T>> takeWaiting() {
        lock.lock();
        try {
            var batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                busy = false;
            } else {
                waiting.get(0).wake(Turn.LEAD);
            }
        } finally {
            lock.unlock();
        }
    }

    private enum Turn {
        WAIT,
        LEAD,
        DONE
    }

    private static final class Ticket<T> {
        private final T item;
        private final Thread thread = Thread.currentThread();
        private volatile Turn turn = Turn.WAIT;

        Ticket(T item) {
            this.item = item;
        }

        void wake(Turn to) {
            turn = to;
            LockSupport.unpark(thread);
        }

        /** Whether the step was taken by somebody else; otherwise this ticket's thread must take it. */
        boolean awaitTurn() {
            boolean interrupted = false;
            while (turn == Turn.WAIT) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return turn == Turn.DONE;
        }
    }
}
