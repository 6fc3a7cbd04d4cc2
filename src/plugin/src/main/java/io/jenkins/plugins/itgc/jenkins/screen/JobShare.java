package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.itgc.history.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jenkins.model.TransientActionFactory;

/**
 * What the gates of a job's last builds came to, as a picture on the job's page. Looks at a bounded number of builds; what
 * their decisions came to is kept by {@link GateMarks}.
 */
public final class JobShare extends InvisibleAction {
    /** Newest builds that are looked at. */
    static final int LOOKED_AT = 50;

    /** Builds in the picture at most. */
    static final int SHOWN = 30;

    private static final int STEP = 12;

    private final Job<?, ?> job;

    private JobShare(Job<?, ?> job) {
        this.job = job;
    }

    /** One build in the picture. */
    public record Bar(int number, String url, Resolution resolution, int x) {
        public String getName() {
            return "#" + number;
        }

        public String getUrl() {
            return url;
        }

        public String getWords() {
            return Words.of(resolution);
        }

        public String getStyle() {
            return Tone.of(resolution).getStyle();
        }

        public int getX() {
            return x;
        }

        /** Taller is graver, so that colour alone says nothing. */
        public int getHeight() {
            return switch (resolution) {
                case ALLOWED, OUT_OF_SCOPE -> 16;
                case OBSERVED -> 24;
                case EMERGENCY, OVERRIDDEN -> 32;
                case BLOCKED, NOT_DETERMINABLE -> 44;
            };
        }

        public int getY() {
            return 48 - getHeight();
        }
    }

    /** How many builds came out in one way. */
    public record Share(Resolution resolution, int count, int of) {
        public String getWords() {
            return Words.of(resolution);
        }

        public Tone getTone() {
            return Tone.of(resolution);
        }

        public int getCount() {
            return count;
        }

        public int getPercent() {
            return Math.round(count * 100f / of);
        }
    }

    /** The builds with a gate, oldest first. */
    public List<Bar> getBars() {
        var newestFirst = new ArrayList<Bar>();
        int looked = 0;
        for (Run<?, ?> run = job.getLastBuild();
                run != null && looked < LOOKED_AT && newestFirst.size() < SHOWN;
                run = run.getPreviousBuild()) {
            looked++;
            Run<?, ?> build = run;
            GateBadge.gate(run)
                    .flatMap(gate -> GateMarks.get().gravest(gate.getDecisions()))
                    .ifPresent(resolution -> newestFirst.add(
                            new Bar(build.getNumber(), build.getUrl() + "change-gate/", resolution, 0)));
        }
        var bars = new ArrayList<Bar>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Bar bar = newestFirst.get(i);
            bars.add(new Bar(bar.number(), bar.url(), bar.resolution(), bars.size() * STEP));
        }
        return bars;
    }

    /** How many of these builds came out in which way. */
    public List<Share> shares(List<Bar> bars) {
        Map<Resolution, Integer> counts = new EnumMap<>(Resolution.class);
        bars.forEach(bar -> counts.merge(bar.resolution(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> new Share(count.getKey(), count.getValue(), bars.size()))
                .toList();
    }

    /** How wide the picture is. */
    public int getWidth() {
        return SHOWN * STEP;
    }

    /** Adds the picture to every job; it stays away where no build had a gate. */
    @Extension
    @SuppressWarnings("rawtypes") // the class that is asked for is raw
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<JobShare> actionType() {
            return JobShare.class;
        }

        @Override
        public Collection<JobShare> createFor(Job target) {
            return List.of(new JobShare((Job<?, ?>) target));
        }
    }
}
