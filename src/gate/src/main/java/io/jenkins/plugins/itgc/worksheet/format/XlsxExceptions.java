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
        sheet.wrapped(6, exception.title());
        sheet.text(7, exception.type().text());
        sheet.wrapped(8, exception.seen());
        sheet.text(9, exception.standing());
        sheet.text(10, exception.owner().map(Identity::toString).orElse(""));
        if (exception.due().isPresent()) {
            sheet.day(11, exception.due().get());
        }
        sheet.wrapped(12, exception.cause().orElse(""));
        sheet.wrapped(13, exception.compensatingControl().orElse(""));
        sheet.wrapped(14, exception.response().orElse(""));
        sheet.wrapped(15, exception.retested());
        sheet.text(16, exception.closedBy().map(Identity::toString).orElse(""));
        sheet.next();
    }
}
