package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A control and what was seen for and against it. */
@ExportedBean(defaultVisibility = 999)
public final class JudgedControl {
    private final Mark mark;
    private final String title;
    private final List<String> seen = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    JudgedControl(Line line) {
        mark = line.mark();
        title = line.label();
        if (!line.text().isEmpty()) {
            seen.add(line.text());
        }
    }

    void add(Line line) {
        (line.mark() == Mark.REMEDY ? remedies : seen).add(line.text());
    }

    public Tone getTone() {
        return Tone.of(mark);
    }

    @Exported
    public String getOutcome() {
        return Words.of(mark);
    }

    @Exported
    public String getTitle() {
        return title;
    }

    @Exported
    public List<String> getSeen() {
        return seen;
    }

    @Exported
    public List<String> getRemedies() {
        return remedies;
    }
}
