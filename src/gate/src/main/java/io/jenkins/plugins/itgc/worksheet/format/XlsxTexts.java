package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.worksheet.Footer;
import io.jenkins.plugins.itgc.worksheet.Footer.AttributeCount;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.SummaryText;
import io.jenkins.plugins.itgc.worksheet.SummaryText.Line;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import java.io.IOException;
import java.util.List;

/** The sheets that are read and not filtered: summary and method. */
final class XlsxTexts {
    private static final double[] WIDTHS = {30, 16, 16, 18, 16, 16, 16, 40};

    private static final int LAST = WIDTHS.length - 1;

    private XlsxTexts() {}

    static void summary(Worksheet worksheet, XlsxSheet sheet) throws IOException {
        Footer footer = worksheet.footer();
        sheet.headings(0, WIDTHS, "Conclusion");
        sheet.next();
        sheet.across(0, LAST, 150, footer.conclusion());
        sheet.next();
        sheet.next();
        strata(footer, sheet);
        attributes(footer, sheet);
        for (Line line : SummaryText.header(worksheet)) {
            sheet.bold(0, line.label());
            sheet.across(1, LAST, 125, line.text());
            sheet.next();
        }
        signatures(sheet);
        sheet.print(1);
    }

    private static void strata(Footer footer, XlsxSheet sheet) throws IOException {
        titles(
                sheet,
                "Stratum",
                "Population",
                "Tested",
                "Deviating items",
                "Rate",
                "Upper limit",
                "Tolerable",
                "Conclusion");
        for (StratumConclusion stratum : footer.strata()) {
            sheet.text(0, stratum.stratum().text());
            sheet.number(1, stratum.population());
            sheet.number(2, stratum.tested());
            sheet.number(3, stratum.deviations());
            sheet.percent(4, stratum.rate().value());
            sheet.percent(5, stratum.limit().value());
            sheet.percent(6, stratum.tolerable().value());
            sheet.text(
                    7,
                    (stratum.relied() ? "can be relied on" : "cannot be relied on")
                            + (stratum.projected() ? "" : " (all tested: nothing is projected)"));
            sheet.next();
            if (stratum.byWhom().isPresent()) {
                sheet.across(1, LAST, 125, SummaryText.byWhom(stratum.byWhom().get(), stratum.tested()));
                sheet.next();
            }
            if (stratum.buys().isPresent()) {
                sheet.across(1, LAST, 125, stratum.buys().get());
                sheet.next();
            }
        }
        sheet.next();
    }

    private static void attributes(Footer footer, XlsxSheet sheet) throws IOException {
        titles(sheet, "Attribute", "pass", "fail", "not determinable", "n/a", "Deviations");
        for (AttributeCount count : footer.attributes()) {
            sheet.text(0, count.attribute() + " " + count.attribute().title());
            sheet.number(1, count.pass());
            sheet.number(2, count.fail());
            sheet.number(3, count.notDeterminable());
            sheet.number(4, count.notApplicable());
            sheet.number(5, count.deviations());
            sheet.next();
        }
        sheet.next();
    }

    private static void signatures(XlsxSheet sheet) throws IOException {
        sheet.next();
        for (String who : List.of("Tested by, date", "Reviewed by, date")) {
            sheet.bold(0, who);
            sheet.text(1, "________________________");
            sheet.next();
        }
    }

    static void method(Worksheet worksheet, XlsxSheet sheet) throws IOException {
        sheet.headings(0, new double[] {30, 120}, "Method", "");
        sheet.print(1);
        sheet.next();
        lines(SummaryText.method(worksheet), sheet);
        sheet.next();
        lines(SummaryText.attributes(), sheet);
        sheet.next();
        sheet.bold(0, "Checkpoint of the ledger");
        for (String line : worksheet.header().ledger().checkpoint()) {
            sheet.text(1, line);
            sheet.next();
        }
    }

    /** The first and a last one of texts stand at the left, those of numbers at the right. */
    private static void titles(XlsxSheet sheet, String... titles) throws IOException {
        for (int column = 0; column < titles.length; column++) {
            if (column == 0 || column == LAST) {
                sheet.bold(column, titles[column]);
            } else {
                sheet.boldRight(column, titles[column]);
            }
        }
        sheet.next();
    }

    private static void lines(List<Line> lines, XlsxSheet sheet) throws IOException {
        for (Line line : lines) {
            sheet.bold(0, line.label());
            sheet.wrapped(1, 115, line.text());
            sheet.next();
        }
    }
}
