package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.reason.AccessLine;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What a form shows of a connection test. */
@FunctionalInterface
interface AccessReport {
    List<AccessLine> lines() throws IOException;

    /** Each line of the test, harmless whatever the server said; a warning where something could not be seen. */
    static FormValidation of(AccessReport report) {
        List<AccessLine> lines;
        try {
            lines = report.lines();
        } catch (IOException | InvalidSetting | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
        boolean all = lines.stream().allMatch(AccessLine::seen);
        String items = lines.stream().map(AccessReport::item).collect(Collectors.joining());
        return FormValidation.respond(
                all ? FormValidation.Kind.OK : FormValidation.Kind.WARNING,
                "<div class=\"" + (all ? "ok" : "warning") + "\">"
                        + Util.escape(all ? Messages.AccessReport_all() : Messages.AccessReport_some()) + "<ul>" + items
                        + "</ul></div>");
    }

    private static String item(AccessLine line) {
        String text = line.seen()
                ? Messages.AccessReport_seen(line.asked(), line.detail())
                : Messages.AccessReport_notSeen(line.asked(), line.detail());
        return "<li>" + Util.escape(text) + "</li>";
    }
}
