package io.jenkins.plugins.itgc.jenkins.waiting;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All gates that wait on this controller. */
@Extension
public final class WaitingGates {
    private final Map<String, WaitingGate> waiting = new ConcurrentHashMap<>();

    public static WaitingGates get() {
        return ExtensionList.lookupSingleton(WaitingGates.class);
    }

    /** Those that wait, the one that waits longest first. */
    public List<WaitingGate> oldestFirst() {
        return waiting.values().stream()
                .sorted(Comparator.comparing(WaitingGate::since).thenComparing(WaitingGate::id))
                .toList();
    }

    public Optional<WaitingGate> find(String id) {
        return Optional.ofNullable(waiting.get(id));
    }

    /** Adds one that begins to wait, or waits on after a restart. */
    public void add(WaitingGate gate) {
        waiting.put(gate.id(), gate);
    }

    /** Removes one that ended. */
    public void remove(WaitingGate gate) {
        waiting.remove(gate.id(), gate);
    }
}
