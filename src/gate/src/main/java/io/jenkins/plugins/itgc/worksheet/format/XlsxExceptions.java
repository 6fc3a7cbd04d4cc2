package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.population.Discrepancy;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.worksheet.DeviationType;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import java.io.IOException;

/** The sheet of exceptions: each deviation and each discrepancy of the population, with room for its follow-up. */
record XlsxExceptions(Worksheet worksheet, FrozenPopulation population) {
    void write(XlsxSheet sheet) throws IOException {
        sheet.headings(
                2,
                new double[] {11, 38, 26, 12, 60, 24, 24, 24, 18, 12, 12, 18},
                "Number",
                "Deployment",
                "Attribute",
                "Type",
                "What was seen",
                "Cause",
                "Compensating control",
                "Management response",
                "Owner",
                "Due date",
                "Status",
                "Retest");
        sheet.next();
        worksheet.forEachItem(item -> deviations(sheet, item));
        try (var discrepancies = population.discrepancies()) {
            for (var all = discrepancies.iterator(); all.hasNext(); ) {
                discrepancy(sheet, all.next());
            }
        }
        sheet.filter(12);
    }

    private static void deviations(XlsxSheet sheet, TestedItem item) throws IOException {
        for (Judgement judgement : item.deviations()) {
            sheet.number(0, item.number());
            sheet.text(1, item.id());
            sheet.text(2, judgement.attribute() + " " + judgement.attribute().title());
            sheet.text(3, DeviationType.of(judgement).text());
            sheet.text(4, judgement.result().text() + ": " + judgement.evidence());
            sheet.text(10, "open");
            sheet.next();
        }
    }

    private static void discrepancy(XlsxSheet sheet, Discrepancy discrepancy) throws IOException {
        sheet.text(1, discrepancy.id());
        sheet.text(2, "population");
        sheet.text(3, DeviationType.SCOPE.text());
        sheet.text(4, discrepancy.kind().text() + ": " + discrepancy.detail());
        sheet.text(10, "open");
        sheet.next();
    }
}
