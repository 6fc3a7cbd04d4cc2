package io.jenkins.plugins.itgc.jenkins.waiting;

import io.jenkins.plugins.itgc.gate.Recorded;
import java.util.List;

/** What a gate does when it need not wait any more. Calls come once, from threads of the gate, and return soon. */
public interface Ended {
    /** The evidence is complete, and that is recorded as a new decision. */
    void allowed(Recorded decision);

    /** Somebody let it go on as an emergency. */
    void overridden(String by, String reason);

    /**
     * It stays blocked.
     *
     * @param why one line
     * @param missing what was missing when it was looked at last
     */
    void blocked(String why, List<String> missing);
}
