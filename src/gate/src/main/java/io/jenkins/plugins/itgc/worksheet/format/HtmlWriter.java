package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.population.Discrepancy;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.worksheet.DeviationType;
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
    private static final long MOST_ROWS = 5_000;

    /** Above so many items only those with deviations are shown with their evidence. */
    private static final long MOST_EVIDENCE = 500;

    @Override
    public void write(OutputStream stream) throws IOException {
        var out = new Page(stream);
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
        out.line("<section aria-labelledby=\"charts\"><h2 id=\"charts\">Charts</h2><div class=\"charts\">");
        out.line(Charts.all(worksheet.footer().strata(), worksheet.footer().figures()));
        out.line("</div></section>");
        section(out, "about", "Control, population, ledger", SummaryText.header(worksheet));
        section(out, "method", "Sample and method", SummaryText.method(worksheet));
        section(out, "attributes", "What the attributes ask for", SummaryText.attributes());
        exceptions(out);
        items(out);
        evidence(out);
        out.line("</main></body></html>");
    }

    private static String css() throws IOException {
        try (InputStream css = Objects.requireNonNull(HtmlWriter.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void conclusion(Page out) throws IOException {
        Footer footer = worksheet.footer();
        out.line("<section aria-labelledby=\"conclusion\"><h2 id=\"conclusion\">Conclusion</h2>");
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

    private static void number(Page out, long number, String what) throws IOException {
        out.line("<li><strong>" + number + "</strong>" + what + "</li>");
    }

    private void strata(Page out) throws IOException {
        out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of strata\"><table>"
                + "<caption>Deviations and limits by stratum, at "
                + worksheet.header().confidence().percent() + " confidence</caption>");
        out.head(
                "Stratum", "#Population", "#Tested", "#Deviating", "#Rate", "#Upper limit", "#Tolerable", "Conclusion");
        for (StratumConclusion stratum : worksheet.footer().strata()) {
            out.line("<tr><th scope=\"row\">" + stratum.stratum().text() + "</th>" + cell(stratum.population())
                    + cell(stratum.tested()) + cell(stratum.deviations())
                    + cell(stratum.rate().percent())
                    + cell(stratum.limit().percent()) + cell(stratum.tolerable().percent()) + "<td class=\""
                    + (stratum.relied() ? "pass" : "fail") + "\">"
                    + (stratum.relied() ? "can be relied on as planned" : "cannot be relied on as planned")
                    + (stratum.projected() ? "" : "; all were tested, nothing is projected")
                    + Html.text(stratum.buys().map(buys -> ". " + buys).orElse("")) + "</td></tr>");
        }
        out.line("</tbody></table></div>");
    }

    private void attributeCounts(Page out) throws IOException {
        out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of attributes\"><table>"
                + "<caption>Items by attribute and result</caption>");
        out.head("Attribute", "#pass", "#fail", "#not determinable", "#n/a");
        for (AttributeCount count : worksheet.footer().attributes()) {
            out.line("<tr><th scope=\"row\">" + count.attribute() + " "
                    + count.attribute().title() + "</th>"
                    + cell(count.pass()) + cell(count.fail()) + cell(count.notDeterminable())
                    + cell(count.notApplicable()) + "</tr>");
        }
        out.line("</tbody></table></div>");
    }

    private static String cell(Object number) {
        return "<td class=\"number\">" + number + "</td>";
    }

    private static void section(Page out, String id, String title, List<SummaryText.Line> lines) throws IOException {
        out.line("<section aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">" + title + "</h2><dl>");
        for (SummaryText.Line line : lines) {
            out.line("<dt>" + Html.text(line.label()) + "</dt><dd>" + Html.text(line.text()) + "</dd>");
        }
        out.line("</dl></section>");
    }

    private void exceptions(Page out) throws IOException {
        out.line("<section aria-labelledby=\"exceptions\"><h2 id=\"exceptions\">Exceptions</h2>");
        if (worksheet.footer().deviating() == 0
                && population.population().discrepancies().isEmpty()) {
            out.line("<p>None.</p></section>");
            return;
        }
        out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of exceptions\"><table>"
                + "<caption>Each deviation, and what keeps the population from being complete; followed up in the"
                + " ledger</caption>");
        out.head("#Item", "Deployment", "Attribute", "Type", "What was seen");
        long[] rows = {0};
        worksheet.forEachItem(item -> {
            for (Judgement judgement : item.deviations()) {
                if (rows[0]++ < MOST_ROWS) {
                    out.line("<tr>" + cell(item.number()) + "<td class=\"text\">" + Html.text(item.id()) + "</td><td>"
                            + judgement.attribute() + " "
                            + judgement.attribute().title() + "</td><td>"
                            + DeviationType.of(judgement).text() + "</td><td class=\"text\">"
                            + result(judgement.result()) + ": "
                            + Html.text(judgement.evidence()) + "</td></tr>");
                }
            }
        });
        try (var discrepancies = population.discrepancies()) {
            for (var all = discrepancies.iterator(); all.hasNext() && rows[0] < MOST_ROWS; rows[0]++) {
                Discrepancy one = all.next();
                out.line("<tr><td></td><td>" + Html.text(one.id()) + "</td><td>population</td><td>"
                        + DeviationType.SCOPE.text() + "</td><td>"
                        + Html.text(one.kind().text() + ": " + one.detail())
                        + "</td></tr>");
            }
        }
        out.line("</tbody></table></div>" + left(rows[0]) + "</section>");
    }

    private static String left(long rows) {
        return rows > MOST_ROWS
                ? "<p class=\"muted\">" + (rows - MOST_ROWS) + " more are in the workbook and in worksheet.csv.</p>"
                : "";
    }

    private void items(Page out) throws IOException {
        out.line("<section aria-labelledby=\"items\"><h2 id=\"items\">Items</h2>");
        out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of items\"><table>"
                + "<caption>The items tested, with the result of each attribute</caption>");
        String attributes = Arrays.stream(Attribute.values())
                .map(attribute ->
                        "<th scope=\"col\"><abbr title=\"" + attribute.title() + "\">" + attribute + "</abbr></th>")
                .collect(Collectors.joining());
        out.line("<thead><tr><th scope=\"col\" class=\"number\">Item</th><th scope=\"col\">Deployment</th>"
                + "<th scope=\"col\">Let go on</th><th scope=\"col\">What, where</th><th scope=\"col\">Stratum</th>"
                + attributes + "</tr></thead><tbody>");
        long[] rows = {0};
        worksheet.forEachItem(item -> {
            if (rows[0]++ < MOST_ROWS) {
                out.line(row(item));
            }
            progress.done("rows of the report", rows[0], worksheet.footer().items());
        });
        out.line("</tbody></table></div>" + left(rows[0]) + "</section>");
    }

    private static String row(TestedItem item) {
        return "<tr>" + cell(item.number()) + "<th scope=\"row\" class=\"text\">" + Html.text(item.id())
                + "</th><td class=\"narrow\">"
                + Times.minute(item.releasedAt()) + "</td><td>" + Html.text(item.service() + " → " + item.environment())
                + "</td><td>" + item.stratum().text() + "</td>"
                + item.judgements().stream()
                        .map(judgement -> "<td class=\"narrow\">" + result(judgement.result()) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
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

    private void evidence(Page out) throws IOException {
        boolean all = worksheet.footer().items() <= MOST_EVIDENCE;
        out.line("<section aria-labelledby=\"evidence\"><h2 id=\"evidence\">Evidence"
                + (all ? "" : " of the items with deviations") + "</h2>");
        long[] shown = {0};
        worksheet.forEachItem(item -> {
            if ((all || !item.deviations().isEmpty()) && shown[0]++ < MOST_EVIDENCE) {
                evidence(out, item);
            }
        });
        out.line((shown[0] == 0 ? "<p>No item has a deviation.</p>" : left(shown[0] + MOST_ROWS - MOST_EVIDENCE))
                + "</section>");
    }

    private static void evidence(Page out, TestedItem item) throws IOException {
        out.line("<h3>Item " + item.number() + ": " + Html.text(item.id()) + "</h3>");
        out.line("<p class=\"muted\">"
                + Html.text(item.service() + " → " + item.environment() + ", commit "
                        + item.commit() + ", " + (item.change().isEmpty() ? "no change record" : item.change())
                        + ", deployed by " + (item.deployer().isEmpty() ? "nobody named" : item.deployer()) + ", "
                        + item.outcome() + ", entry " + item.decision())
                + "</p>");
        out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Attributes of item " + item.number()
                + "\"><table><caption>Attributes of item " + item.number() + "</caption>");
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
                    + "</th><td class=\"narrow\">" + result(judgement.result()) + "</td><td class=\"text\">"
                    + Html.text(judgement.evidence())
                    + references + "</td></tr>");
        }
        out.line("</tbody></table></div>");
    }

    /** Lines of the page. */
    private record Page(OutputStream stream) {
        void line(String line) throws IOException {
            stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Headings of a table; one that begins with # stands above numbers. */
        void head(String... headings) throws IOException {
            line("<thead><tr>"
                    + Arrays.stream(headings)
                            .map(heading -> heading.startsWith("#")
                                    ? "<th scope=\"col\" class=\"number\">" + heading.substring(1) + "</th>"
                                    : "<th scope=\"col\">" + heading + "</th>")
                            .collect(Collectors.joining())
                    + "</tr></thead><tbody>");
        }
    }
}
