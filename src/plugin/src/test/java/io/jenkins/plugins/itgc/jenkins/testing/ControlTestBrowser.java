package io.jenkins.plugins.itgc.jenkins.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule.WebClient;

/** Somebody who tests the control in a browser. */
public final class ControlTestBrowser {
    /** What samples are drawn with. */
    public static final String SEED = "12345678901234567890";

    private static final long PATIENCE_MILLIS = 60_000;

    private final ChangeControlFixture world;
    private final WebClient client;

    public ControlTestBrowser(ChangeControlFixture world, String user) throws Exception {
        this.world = world;
        this.client = world.browser(user);
    }

    public WebClient client() {
        return client;
    }

    /** Begins a test of the past period, and waits until its population is frozen. */
    public String freeze() throws Exception {
        return freezeUntil(PastQuarter.TO);
    }

    /** The same, of a period with another end. */
    public String freezeUntil(LocalDate to) throws Exception {
        Page page = freeze(
                Optional.empty(), List.of("from", PastQuarter.FROM.toString(), "to", to.toString(), "zone", "UTC"));
        String[] path = page.getUrl().getPath().split("/");
        String id = path[path.length - 1];
        waitFor(id);
        return id;
    }

    public Page freeze(Optional<String> source, List<String> parameters) throws Exception {
        return world.upload(
                client, "change-control/testing/freeze", "source", source, parameters.toArray(String[]::new));
    }

    /** Takes a step, and waits until it has ended. */
    public Page step(String id, String step, String... parameters) throws Exception {
        Page page = world.post(client, place(id) + step, parameters);
        waitFor(id);
        return page;
    }

    /** Draws what 95 % confidence in at most 5 % of deviations needs. */
    public void draw(String id) throws Exception {
        draw(id, SEED);
    }

    /** The same with another seed, which may be refused. */
    public void draw(String id, String seed) throws Exception {
        step(id, "draw", "by", "formula", "confidence", "95%", "tolerable", "5%", "seed", seed, "seedFrom", "dice");
    }

    /** Draws so many. */
    public void draw(String id, int size) throws Exception {
        step(
                id,
                "draw",
                "by",
                "number",
                "size",
                String.valueOf(size),
                "reason",
                "a pilot",
                "seed",
                SEED,
                "seedFrom",
                "dice");
    }

    public void worksheet(String id) throws Exception {
        step(
                id,
                "worksheet",
                "control",
                "CM-01",
                "system",
                "payments",
                "tester",
                "jenkins:ann",
                "confidence",
                "95%",
                "tolerable",
                "5%");
    }

    /** Sends what a tester gives back, and waits until it is recorded. */
    public Page results(String id, String csv) throws Exception {
        Page page = world.upload(client, place(id) + "results", "file", Optional.of(csv));
        waitFor(id);
        return page;
    }

    public HtmlPage page(String id) throws Exception {
        return client.goTo(place(id));
    }

    public String download(String id, String name) throws Exception {
        return client.getPage(client.getContextPath() + place(id) + "download?name=" + name)
                .getWebResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    public static String place(String id) {
        return "change-control/testing/" + id + "/";
    }

    /** What the last step came to, or why it came to nothing. */
    public static String said(String id) {
        Work work = Works.get().at(id).orElseThrow();
        return work.answer().or(work::failure).orElse("");
    }

    /** Waits until nothing is under way in a place. */
    public static void waitFor(String place) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (Works.get().at(place).filter(Work::isRunning).isPresent()) {
            assertThat(System.currentTimeMillis()).as("time").isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** A worksheet in CSV in which a tester concluded: a deviation wherever the worksheet shows one. */
    public static String concluded(String csv) throws Exception {
        var rows = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new StringReader(csv.startsWith("\uFEFF") ? csv.substring(1) : csv))) {
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(new ArrayList<>(row.get()));
            }
        }
        List<String> headings = rows.get(0);
        int conclusion = headings.indexOf("Conclusion of the tester");
        int note = headings.indexOf("Note of the tester");
        var text = new StringBuilder(Csv.line(headings.toArray(String[]::new)));
        for (List<String> row : rows.subList(1, rows.size())) {
            boolean deviates = row.contains("fail") || row.contains("not determinable");
            row.set(conclusion, deviates ? "deviation" : "no deviation");
            row.set(note, "Looked at the record and at the pull request.");
            text.append(Csv.line(row.toArray(String[]::new)));
        }
        return text.toString();
    }
}
