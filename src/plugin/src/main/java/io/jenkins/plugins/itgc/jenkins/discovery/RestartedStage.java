package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.model.Cause;
import hudson.model.Run;
import org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause;
import org.jspecify.annotations.Nullable;

/** A Declarative Pipeline that began at a later stage, with the script of an earlier run. Its plugin may be missing. */
final class RestartedStage {
    private static final String CAUSE =
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause";

    private RestartedStage() {}

    static boolean isOne(Cause cause) {
        return cause.getClass().getName().equals(CAUSE);
    }

    /** The run whose script it is; null where that was deleted. */
    static @Nullable Run<?, ?> original(Cause restart) {
        return ((RestartDeclarativePipelineCause) restart).getOriginal();
    }
}
