package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.ExceptionLine;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import java.io.IOException;

/** The sheet of exceptions with their follow-up, as it stood when the worksheet was made. */
record XlsxExceptions(Worksheet worksheet) {
    private static final double[] WIDTHS = {11, 11, 30, 18, 14, 19, 34, 12, 60, 14, 22, 12, 34, 34, 34, 40, 22};

    void write(XlsxSheet sheet) throws IOException {
        sheet.headings(
                3,
                WIDTHS,
                "Exception (entry)",
                "Number",
                "Deployment",
                "Service",
                "Environment",
                "Happened (UTC)",
                "Found",
                "Type",
                "What was seen",
                "Status",
                "Owner",
                "Due date",
                "Cause",
                "Compensating control",
                "Management response",
                "Retest",
                "Closed by");
        sheet.print(2);
        sheet.next();
        worksheet.forEachException(exception -> row(sheet, exception));
        sheet.filter(WIDTHS.length);
    }

    private static void row(XlsxSheet sheet, ExceptionLine exception) throws IOException {
        if (exception.number().isPresent()) {
            sheet.number(0, exception.number().get());
        }
        if (exception.item().isPresent()) {
            sheet.number(1, exception.item().get());
        }
        sheet.text(2, exception.deploymentId());
        sheet.text(3, exception.service());
        sheet.text(4, exception.environment());
        sheet.time(5, exception.occurredAt());
        wrapped(sheet, 6, exception.title());
        sheet.text(7, exception.type().text());
        wrapped(sheet, 8, exception.seen());
        sheet.text(9, exception.standing());
        sheet.text(10, exception.owner().map(Identity::toString).orElse(""));
        if (exception.due().isPresent()) {
            sheet.day(11, exception.due().get());
        }
        wrapped(sheet, 12, exception.cause().orElse(""));
        wrapped(sheet, 13, exception.compensatingControl().orElse(""));
        wrapped(sheet, 14, exception.response().orElse(""));
        wrapped(sheet, 15, exception.retested());
        sheet.text(16, exception.closedBy().map(Identity::toString).orElse(""));
        sheet.top(WIDTHS.length);
        sheet.next();
    }

    private static void wrapped(XlsxSheet sheet, int column, String text) {
        sheet.wrapped(column, (int) WIDTHS[column], text);
    }
}
