package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.worksheet.Footer;
import io.jenkins.plugins.itgc.worksheet.Footer.AttributeCount;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.Header;
import io.jenkins.plugins.itgc.worksheet.SummaryText;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One page with everything in it: summary first, then charts, exceptions, items and their evidence. No script, no network. */
record HtmlWriter(Worksheet worksheet, FrozenPopulation population, WorksheetProgress progress)
        implements FormatWriter {
    /** More rows make no page that anybody reads; the other forms have all of them. */
    static final long MOST_ROWS = 5_000;

    /** Above so many items only those with deviations are shown with their evidence. */
    private static final long MOST_EVIDENCE = 500;

    @Override
    public void write(OutputStream stream) throws IOException {
        var out = new HtmlPage(stream);
        Header header = worksheet.header();
        String title = "Test of " + header.control() + ", "
                + header.population().query().from() + " to "
                + header.population().query().to();
        out.line("<!DOCTYPE html>");
        out.line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        out.line("<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        out.line("<title>" + Html.text(title) + "</title>");
        out.line("<style>\n" + css() + "</style></head><body>");
        out.line("<a class=\"skip\" href=\"#items\">To the items</a>");
        out.line("<header><h1>" + Html.text(title) + "</h1><p class=\"muted\">" + Html.text(header.statement())
                + "</p></header><main>");
        conclusion(out);
        out.section("charts", "Charts");
        out.line("<div class=\"charts\">");
        out.line(Charts.all(worksheet.footer().strata(), worksheet.footer().figures()));
        out.line("</div></section>");
        section(out, "about", "Control, population, ledger", SummaryText.header(worksheet));
        section(out, "method", "Sample and method", SummaryText.method(worksheet));
        section(out, "attributes", "What the attributes ask for", SummaryText.attributes());
        new HtmlExceptions(worksheet, out).write();
        items(out);
        evidence(out);
        signatures(out);
        out.line("</main></body></html>");
    }

    private static String css() throws IOException {
        try (InputStream css = Objects.requireNonNull(HtmlWriter.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void conclusion(HtmlPage out) throws IOException {
        Footer footer = worksheet.footer();
        out.section("conclusion", "Conclusion");
        out.line("<p class=\"conclusion" + (footer.relied() ? " relied" : "") + "\">" + Html.text(footer.conclusion())
                + "</p>");
        out.line("<ul class=\"numbers\">");
        number(out, worksheet.header().population().count(), "deployments in the population");
        number(out, footer.items(), "items tested");
        number(out, footer.deviating(), "items with deviations");
        out.line("</ul>");
        strata(out);
        attributeCounts(out);
        out.line("</section>");
    }

    private static void number(HtmlPage out, long number, String what) throws IOException {
        out.line("<li><strong>" + number + "</strong>" + what + "</li>");
    }

    private void strata(HtmlPage out) throws IOException {
        out.table(
                "Table of strata",
                "Deviations and limits by stratum, at "
                        + worksheet.header().confidence().percent() + " confidence");
        out.head(
                "Stratum", "#Population", "#Tested", "#Deviating", "#Rate", "#Upper limit", "#Tolerable", "Conclusion");
        for (StratumConclusion stratum : worksheet.footer().strata()) {
            out.line("<tr><th scope=\"row\">" + stratum.stratum().text() + "</th>"
                    + HtmlPage.number(stratum.population())
                    + HtmlPage.number(stratum.tested()) + HtmlPage.number(stratum.deviations())
                    + HtmlPage.number(stratum.rate().percent())
                    + HtmlPage.number(stratum.limit().percent())
                    + HtmlPage.number(stratum.tolerable().percent()) + "<td class=\"wide "
                    + (stratum.relied() ? "pass" : "fail") + "\">"
                    + (stratum.relied() ? "can be relied on as planned" : "cannot be relied on as planned")
                    + (stratum.projected() ? "" : "; all were tested, nothing is projected")
                    + Html.text(stratum.buys().map(buys -> ". " + buys).orElse(""))
                    + stratum.byWhom()
                            .map(byWhom -> "<small>" + SummaryText.byWhom(byWhom, stratum.tested()) + "</small>")
                            .orElse("")
                    + "</td></tr>");
        }
        out.endTable();
    }

    private void attributeCounts(HtmlPage out) throws IOException {
        out.table("Table of attributes", "Items by attribute and result, as the record was judged");
        out.head("Attribute", "#pass", "#fail", "#not determinable", "#n/a");
        for (AttributeCount count : worksheet.footer().attributes()) {
            out.line("<tr><th scope=\"row\">" + count.attribute() + " "
                    + count.attribute().title() + "</th>"
                    + HtmlPage.number(count.pass()) + HtmlPage.number(count.fail())
                    + HtmlPage.number(count.notDeterminable())
                    + HtmlPage.number(count.notApplicable()) + "</tr>");
        }
        out.endTable();
    }

    private static void section(HtmlPage out, String id, String title, List<SummaryText.Line> lines)
            throws IOException {
        out.section(id, title);
        out.line("<dl>");
        for (SummaryText.Line line : lines) {
            out.line("<dt>" + Html.text(line.label()) + "</dt><dd>" + Html.text(line.text()) + "</dd>");
        }
        out.line("</dl></section>");
    }

    static String left(long rows) {
        return rows > MOST_ROWS
                ? "<p class=\"muted\">" + (rows - MOST_ROWS) + " more are in the workbook and in worksheet.csv.</p>"
                : "";
    }

    private static void signatures(HtmlPage out) throws IOException {
        out.section("sign-off", "Sign-off");
        out.line("<dl class=\"signatures\"><dt>Tested by, date</dt><dd></dd><dt>Reviewed by, date</dt><dd></dd></dl>");
        out.line("<p class=\"muted\">Management's review is recorded in the ledger as a sign-off, bound to this"
                + " worksheet by its digest.</p></section>");
    }

    private void items(HtmlPage out) throws IOException {
        out.section("items", "Items");
        out.table("Table of items", "The items tested, with the result of each attribute, and the tester's conclusion");
        String attributes = Arrays.stream(Attribute.values())
                .map(attribute ->
                        "<th scope=\"col\"><abbr title=\"" + attribute.title() + "\">" + attribute + "</abbr></th>")
                .collect(Collectors.joining());
        out.line("<thead><tr><th scope=\"col\" class=\"number\">Item</th><th scope=\"col\">Deployment</th>"
                + "<th scope=\"col\">Let go on</th><th scope=\"col\">What, where</th><th scope=\"col\">Stratum</th>"
                + attributes + "<th scope=\"col\">Tester</th></tr></thead><tbody>");
        long[] rows = {0};
        worksheet.forEachItem(item -> {
            if (rows[0]++ < MOST_ROWS) {
                out.line(row(item));
            }
            progress.done("rows of the report", rows[0], worksheet.footer().items());
        });
        out.endTable();
        out.line(left(rows[0]) + "</section>");
    }

    private static String row(TestedItem item) {
        return "<tr>" + HtmlPage.number(item.number()) + "<th scope=\"row\" class=\"text\">" + Html.text(item.id())
                + "</th><td class=\"narrow\">"
                + Times.minute(item.releasedAt()) + "</td><td>" + Html.text(item.service() + " → " + item.environment())
                + "</td><td>" + item.stratum().text() + "</td>"
                + item.judgements().stream()
                        .map(judgement -> "<td class=\"narrow\">" + result(judgement.result()) + "</td>")
                        .collect(Collectors.joining())
                + "<td class=\"narrow\">" + tester(item) + "</td></tr>";
    }

    private static String tester(TestedItem item) {
        return item.tester()
                .map(result -> "<span class=\""
                        + (result.conclusion().deviates() ? "fail" : item.differs() ? "unknown" : "pass") + "\">"
                        + result.conclusion().text() + "</span>"
                        + (item.differs() ? "<small>differs from the record</small>" : "")
                        + (item.standing().isEmpty() ? "<small>judged anew since: test again</small>" : ""))
                .orElse("<span class=\"na\">open</span>");
    }

    private static String result(Result result) {
        String css =
                switch (result) {
                    case PASS -> "pass";
                    case FAIL -> "fail";
                    case NOT_DETERMINABLE -> "unknown";
                    case NOT_APPLICABLE -> "na";
                };
        return "<span class=\"" + css + "\">" + result.text() + "</span>";
    }

    private void evidence(HtmlPage out) throws IOException {
        boolean all = worksheet.footer().items() <= MOST_EVIDENCE;
        out.section("evidence", "Evidence" + (all ? "" : " of the items with deviations"));
        long[] shown = {0};
        worksheet.forEachItem(item -> {
            if ((all || item.deviates()) && shown[0]++ < MOST_EVIDENCE) {
                evidence(out, item);
            }
        });
        out.line((shown[0] == 0 ? "<p>No item has a deviation.</p>" : left(shown[0] + MOST_ROWS - MOST_EVIDENCE))
                + "</section>");
    }

    private static void evidence(HtmlPage out, TestedItem item) throws IOException {
        out.line("<h3>Item " + item.number() + ": " + Html.text(item.id()) + "</h3>");
        out.line("<p class=\"muted\">"
                + Html.text(item.service() + " → " + item.environment() + ", commit "
                        + item.commit() + ", " + (item.change().isEmpty() ? "no change record" : item.change())
                        + ", deployed by " + (item.deployer().isEmpty() ? "nobody named" : item.deployer()) + ", "
                        + item.outcome() + ", entry " + item.decision())
                + "</p>");
        if (item.tester().isPresent()) {
            out.line("<p>Tester: " + Html.text(item.tester().get().text()) + "</p>");
        }
        out.table("Attributes of item " + item.number(), "Attributes of item " + item.number());
        out.head("Attribute", "Result", "Evidence");
        for (Judgement judgement : item.judgements()) {
            String references = judgement.references().isEmpty()
                    ? ""
                    : "<ul class=\"references\">"
                            + judgement.references().stream()
                                    .map(reference -> "<li>" + Html.reference(reference) + "</li>")
                                    .collect(Collectors.joining())
                            + "</ul>";
            out.line("<tr><th scope=\"row\">" + judgement.attribute() + " "
                    + judgement.attribute().title()
                    + "</th><td class=\"narrow\">" + result(judgement.result()) + "</td><td class=\"wide\">"
                    + Html.text(judgement.evidence())
                    + references + "</td></tr>");
        }
        out.endTable();
    }
}
