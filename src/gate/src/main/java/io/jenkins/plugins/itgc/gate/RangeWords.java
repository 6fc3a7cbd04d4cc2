package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.Range;
import java.util.Optional;

/** What a deployment brings, in a few words. */
record RangeWords(ChangeTrace trace) {
    String text() {
        if (!trace.range().isPresent()) {
            return "changes not known";
        }
        Range range = trace.range().get();
        int count = trace.commits().size();
        String changes = count + (count == 1 ? " change" : " changes");
        return switch (range.kind()) {
            case AHEAD -> changes + " since " + brief(range.base());
            case DIVERGED -> changes + " since " + brief(range.mergeBase()) + ", where it left " + brief(range.base());
            case IDENTICAL -> "which runs already";
            case BEHIND -> "back from " + brief(range.base());
            case TIP_ONLY -> "first deployment, this commit alone";
            case NO_BASELINE -> "first deployment";
        };
    }

    private static String brief(Optional<CommitId> commit) {
        return commit.map(CommitId::brief).orElse("?");
    }
}
