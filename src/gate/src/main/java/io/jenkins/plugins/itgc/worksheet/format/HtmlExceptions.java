package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.ExceptionLine;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The exceptions with their follow-up, as they stood when the worksheet was made. */
record HtmlExceptions(Worksheet worksheet, HtmlPage out) {
    void write() throws IOException {
        out.section("exceptions", "Exceptions");
        long[] rows = {0};
        worksheet.forEachException(exception -> {
            if (rows[0] == 0) {
                out.table(
                        "Table of exceptions",
                        "Exceptions of the period and of the items, as of entry "
                                + worksheet.header().ledger().size() + " of the ledger");
                out.head("#Exception", "Deployment", "Found", "Type", "Status", "What was seen, and what was done");
            }
            if (rows[0]++ < HtmlWriter.MOST_ROWS) {
                row(exception);
            }
        });
        if (rows[0] == 0) {
            out.line("<p>None.</p>");
        } else {
            out.endTable();
            out.line(HtmlWriter.left(rows[0]));
        }
        out.line("</section>");
    }

    private void row(ExceptionLine exception) throws IOException {
        String item = exception.item().map(number -> "item " + number).orElse("not in the sample");
        String place = Stream.of(exception.service(), exception.environment())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" → "));
        boolean good = exception.closedBy().isPresent();
        out.line(
                "<tr>" + HtmlPage.number(exception.number().map(String::valueOf).orElse("–"))
                        + "<th scope=\"row\" class=\"text\">" + Html.text(exception.deploymentId()) + note(place)
                        + note(Times.minute(exception.occurredAt()) + ", " + item) + "</th>"
                        + "<td>" + Html.text(exception.title()) + "</td><td>"
                        + exception.type().text() + "</td><td class=\"narrow\"><span class=\""
                        + (good ? "pass" : "fail") + "\">"
                        + exception.standing() + "</span>"
                        + note(exception.owner().map(Identity::toString).orElse("no owner"))
                        + exception.due().map(due -> note("due " + due)).orElse("") + "</td><td class=\"text\">"
                        + seen(exception) + followUp(exception) + "</td></tr>");
    }

    private static String seen(ExceptionLine exception) {
        return exception.findings().stream()
                .map(finding -> Html.text(finding.detail()))
                .distinct()
                .collect(Collectors.joining("<br>"));
    }

    private static String note(String text) {
        return text.isEmpty() ? "" : "<small>" + Html.text(text) + "</small>";
    }

    private static String followUp(ExceptionLine exception) {
        String said = said("Cause", exception.cause().orElse(""))
                + said("Compensating control", exception.compensatingControl().orElse(""))
                + said("Management response", exception.response().orElse(""))
                + said("Retest", exception.retested())
                + said("Closed by", exception.closedBy().map(Identity::toString).orElse(""));
        return said.isEmpty() ? "" : "<ul class=\"follow-up\">" + said + "</ul>";
    }

    private static String said(String what, String text) {
        return text.isEmpty() ? "" : "<li><b>" + what + ":</b> " + Html.text(text) + "</li>";
    }
}
