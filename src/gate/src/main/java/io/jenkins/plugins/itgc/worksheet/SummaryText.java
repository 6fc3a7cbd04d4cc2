package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.text.Counts;
import io.jenkins.plugins.itgc.worksheet.Footer.ByWhom;
import io.jenkins.plugins.itgc.worksheet.Header.PolicyInForce;
import io.jenkins.plugins.itgc.worksheet.Header.SampleHeader;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import java.util.ArrayList;
import java.util.List;

/** The header, the method and the policies of a worksheet in words, the same in every form. */
public final class SummaryText {
    private SummaryText() {}

    /** What is said of something. */
    public record Line(String label, String text) {}

    /** Who tests which control of which system, and on which population. */
    public static List<Line> header(Worksheet worksheet) {
        Header header = worksheet.header();
        Population population = header.population();
        var lines = new ArrayList<Line>();
        lines.add(new Line("Control", header.control() + ": " + header.statement()));
        lines.add(new Line("System", header.system()));
        lines.add(new Line(
                "Period",
                population.query().from() + " to " + population.query().to() + " ("
                        + population.query().zone().getId() + ")"));
        lines.add(new Line(
                "Population",
                population.count() + " deployments" + query(population) + ", frozen "
                        + Times.minute(population.frozenAt())));
        lines.add(new Line("Complete and accurate", completeness(population)));
        lines.add(new Line("Left out", population.excluded() == 0 ? "nothing" : Counts.of(population.exclusions())));
        lines.add(new Line("Testers' conclusions", testers(worksheet)));
        lines.add(new Line("Exceptions", "as of entry " + header.ledger().size() + " of the ledger"));
        lines.add(new Line(
                "Tester",
                header.tester().map(Identity::toString).orElse("not named yet") + ", worksheet of "
                        + Times.minute(header.madeAt())));
        lines.add(new Line("Reviewer", header.reviewer().orElse("not named yet") + ", date: ____________"));
        lines.add(new Line("Worksheet", "SHA-256 " + worksheet.digest()));
        lines.add(new Line(
                "Population digest", "SHA-256 " + header.populationDigest() + ", ordered ids " + population.idsHash()));
        lines.add(new Line(
                "Ledger",
                header.ledger().size() + " entries, root " + header.ledger().root() + ", key "
                        + header.ledger().key()));
        return lines;
    }

    private static String testers(Worksheet worksheet) {
        String asOf = " as of entry " + worksheet.header().ledger().size() + " of the ledger";
        return worksheet
                .footer()
                .byWhom()
                .map(byWhom -> byWhom(byWhom, worksheet.footer().items()) + "," + asOf
                        + "; a deviation counts whoever found it, and neither makes good what the other found")
                .orElse("none" + asOf + ": judged by the record alone");
    }

    /** How the testers' conclusions stand beside the record's. */
    public static String byWhom(ByWhom byWhom, long items) {
        return byWhom.concluded() + " of " + items + " concluded; deviating by the record " + byWhom.record()
                + ", by the tester " + byWhom.tester() + "; they differ on " + byWhom.differing()
                + (byWhom.voided() > 0 ? "; void and not replaced " + byWhom.voided() : "");
    }

    private static String query(Population population) {
        String environments = population.query().environments().isEmpty()
                ? ", all environments in scope"
                : ", environments " + String.join(", ", population.query().environments());
        return environments
                + (population.query().services().isEmpty()
                        ? ", all services"
                        : ", services " + String.join(", ", population.query().services()));
    }

    private static String completeness(Population population) {
        String ledger = population.ledger().intact()
                ? "the ledger verifies and has no gap ("
                        + population.ledger().scope().text() + ")"
                : "the ledger does NOT verify: "
                        + String.join("; ", population.ledger().findings());
        String source = population
                .source()
                .map(compared -> "; compared with " + compared.file() + ", which lists " + compared.listed() + ": "
                        + compared.notInLedger() + " are not in the ledger, " + compared.notInSource()
                        + " of the ledger are not in it")
                .orElse("; not compared with a list of the deploying system");
        return ledger
                + source
                + (population.discrepancies().isEmpty()
                        ? ""
                        : "; discrepancies: " + Counts.of(population.discrepancies()));
    }

    /** How the sample was drawn, and how it can be drawn again. */
    public static List<Line> method(Worksheet worksheet) {
        SampleHeader sample = worksheet.header().sample();
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                "Sizes by",
                sample.rule().method().text()
                        + sample.rule()
                                .confidence()
                                .map(rate -> ", confidence " + rate.percent())
                                .orElse("")
                        + sample.rule()
                                .tolerable()
                                .map(rate -> ", tolerable " + rate.percent())
                                .orElse("")
                        + sample.rule()
                                .expected()
                                .map(rate -> ", expected " + rate.percent())
                                .orElse("")
                        + sample.rule()
                                .table()
                                .map(table -> ", table \"" + table.name() + "\"")
                                .orElse("")
                        + sample.rule()
                                .reason()
                                .map(reason -> ", because " + reason)
                                .orElse("")));
        for (SampleHeader.Plan plan : sample.strata()) {
            lines.add(new Line(
                    "Stratum " + plan.stratum().text(),
                    plan.tested() + " of " + plan.population() + (plan.all() ? ", all tested" : ", drawn") + ": "
                            + plan.basis()));
        }
        lines.add(new Line(
                "Seed", sample.seed().text() + ", from: " + sample.seed().from()));
        lines.add(new Line(
                "Drawn",
                Times.minute(sample.drawnAt()) + " by " + sample.sampler()
                        + ": item i is SHA-256 of the seed, a comma and i, as a number, modulo the size of the stratum, plus 1;"
                        + " repeats are skipped"));
        lines.add(new Line("Drawn again by", "itgc-gate sample verify; or by the script in docs/auditor-guide.md"));
        for (Sample.Extension extension : sample.extensions()) {
            lines.add(new Line(
                    "Extended",
                    extension.stratum().text() + " from " + extension.from() + " to " + extension.to() + ", "
                            + Times.minute(extension.at()) + ": " + extension.reason()));
        }
        for (Sample.Voided voided : sample.voided()) {
            lines.add(new Line(
                    "Voided",
                    voided.number() + " (" + voided.id() + "), " + Times.minute(voided.at()) + ": " + voided.reason()));
        }
        lines.add(new Line("Sample", "SHA-256 " + sample.digest()));
        for (PolicyInForce policy : worksheet.header().policies()) {
            lines.add(new Line(
                    "Policy in force",
                    policy.hash() + ", entry " + policy.entry() + ", since "
                            + Times.minute(policy.since()) + ", decided on " + policy.items() + " items; scope: "
                            + policy.scope() + " Approved by " + policy.approvedBy() + ", " + policy.approvedOn()));
        }
        return lines;
    }

    /** What each attribute asks for, and what results mean. */
    public static List<Line> attributes() {
        var lines = new ArrayList<Line>();
        for (Attribute attribute : Attribute.values()) {
            lines.add(new Line(attribute + " " + attribute.title(), attribute.asks()));
        }
        lines.add(new Line(
                "Results",
                "pass, fail, n/a (not asked of this item), not determinable (the record does not show"
                        + " it: counts as a deviation, AS 2315.40)"));
        lines.add(new Line(
                "How they were judged",
                "From the record: the controls were performed again on the recorded"
                        + " evidence by the policy that decided, and the evidence was read by the strictest reading of it."
                        + " The gate's verdict was not taken over."));
        return lines;
    }
}
