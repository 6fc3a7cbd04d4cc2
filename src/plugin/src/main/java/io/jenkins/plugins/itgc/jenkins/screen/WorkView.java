package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;

/** What is under way on a page, or was the last. */
public final class WorkView implements ModelObject {
    private final Optional<Work> work;

    WorkView(Optional<Work> work) {
        this.work = work;
    }

    @Override
    public String getDisplayName() {
        return Messages.WorkView_title();
    }

    public boolean isRunning() {
        return work.filter(Work::isRunning).isPresent();
    }

    public boolean isStoppable() {
        return work.filter(Work::isStoppable).isPresent();
    }

    public String getWhat() {
        return work.map(Work::what).orElse("");
    }

    /** How much is done, in percent; negative where that is not known. */
    public int getPercent() {
        return work.map(Work::percent).orElse(-1);
    }

    /** What the last one came to. */
    public @Nullable String getAnswer() {
        return work.flatMap(Work::answer).orElse(null);
    }

    /** Why the last one did not come to anything. */
    public @Nullable String getFailure() {
        return work.flatMap(Work::failure).orElse(null);
    }

    public boolean isStopped() {
        return work.filter(Work::isStopped).isPresent();
    }

    /** How far it has come, for the page that waits. */
    HttpResponse progress() {
        var answer = new JSONObject();
        answer.put("running", isRunning());
        answer.put("percent", getPercent());
        answer.put("what", getWhat());
        return new JsonAnswer(Optional.empty(), answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
