package io.jenkins.plugins.itgc.worksheet.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.Footer.AttributeCount;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.Header;
import io.jenkins.plugins.itgc.worksheet.SummaryText;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * OSCAL assessment results: an observation for each item, a finding for each attribute.
 *
 * @see <a href="https://pages.nist.gov/OSCAL/resources/concepts/layer/assessment/assessment-results/">NIST OSCAL</a>
 */
record OscalWriter(Worksheet worksheet, FrozenPopulation population, WorksheetProgress progress)
        implements FormatWriter {
    /** The version of OSCAL that is written. */
    static final String VERSION = "1.1.2";

    private static final String NAMESPACE = "https://github.com/jenkinsci/itgc-gate-plugin/ns/oscal";
    private static final Pattern NO_TOKEN = Pattern.compile("[^\\p{L}\\p{N}._-]");
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]+");

    @Override
    public void write(OutputStream out) throws IOException {
        var factory = JsonMapper.builder().build().getFactory();
        try (JsonGenerator json =
                factory.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeObjectFieldStart("assessment-results");
            json.writeStringField("uuid", uuid("document"));
            metadata(json);
            json.writeObjectFieldStart("import-ap");
            json.writeStringField("href", "#" + uuid("plan"));
            json.writeEndObject();
            json.writeArrayFieldStart("results");
            result(json);
            json.writeEndArray();
            backMatter(json);
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private String uuid(String part) {
        return NamedUuid.of(worksheet.digest(), part).toString();
    }

    private void metadata(JsonGenerator json) throws IOException {
        Header header = worksheet.header();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("title", line("Test of the control " + header.control() + " of " + header.system()));
        json.writeStringField("last-modified", header.madeAt().toString());
        json.writeStringField("version", worksheet.digest());
        json.writeStringField("oscal-version", VERSION);
        if (header.tester().isPresent()) {
            json.writeArrayFieldStart("roles");
            json.writeStartObject();
            json.writeStringField("id", "assessor");
            json.writeStringField("title", "Tester");
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("parties");
            json.writeStartObject();
            json.writeStringField("uuid", uuid("tester"));
            json.writeStringField("type", "person");
            json.writeStringField("name", line(header.tester().get().toString()));
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("responsible-parties");
            json.writeStartObject();
            json.writeStringField("role-id", "assessor");
            json.writeArrayFieldStart("party-uuids");
            json.writeString(uuid("tester"));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void result(JsonGenerator json) throws IOException {
        Header header = worksheet.header();
        json.writeStartObject();
        json.writeStringField("uuid", uuid("result"));
        json.writeStringField(
                "title",
                line(header.control() + ", " + header.population().query().from() + " to "
                        + header.population().query().to()));
        json.writeStringField("description", line(worksheet.footer().conclusion()));
        json.writeStringField("start", header.population().start().toString());
        json.writeStringField("end", header.population().end().toString());
        json.writeArrayFieldStart("props");
        for (SummaryText.Line line : SummaryText.header(worksheet)) {
            property(json, line.label().toLowerCase(Locale.ROOT), line.text());
        }
        for (StratumConclusion stratum : worksheet.footer().strata()) {
            property(json, stratum.stratum().text() + "-tested", stratum.tested() + " of " + stratum.population());
            property(json, stratum.stratum().text() + "-deviations", String.valueOf(stratum.deviations()));
            property(json, stratum.stratum().text() + "-limit", stratum.limit().toString());
            property(
                    json,
                    stratum.stratum().text() + "-tolerable",
                    stratum.tolerable().toString());
        }
        json.writeEndArray();
        reviewedControls(json);
        json.writeArrayFieldStart("observations");
        worksheet.forEachItem(item -> observation(json, item));
        json.writeEndArray();
        new OscalRisks(worksheet, json).write();
        json.writeArrayFieldStart("findings");
        for (AttributeCount count : worksheet.footer().attributes()) {
            finding(json, count);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void reviewedControls(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("reviewed-controls");
        json.writeArrayFieldStart("control-selections");
        json.writeStartObject();
        json.writeStringField("description", line(worksheet.header().statement()));
        json.writeArrayFieldStart("include-controls");
        json.writeStartObject();
        json.writeStringField("control-id", token(worksheet.header().control()));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void observation(JsonGenerator json, TestedItem item) throws IOException {
        json.writeStartObject();
        json.writeStringField("uuid", uuid("item " + item.number()));
        json.writeStringField("title", line("Item " + item.number() + ": deployment " + item.id()));
        json.writeStringField(
                "description",
                line(item.service() + " to " + item.environment() + ", commit " + item.commit() + ", let go on "
                        + item.releasedAt() + "; " + item.deviations().size() + " deviations"
                        + (item.differs() ? "; the tester concludes otherwise" : "")));
        json.writeArrayFieldStart("props");
        property(json, "stratum", item.stratum().text());
        property(json, "ledger-entry", String.valueOf(item.decision()));
        property(json, "leaf-hash", item.leafHash());
        if (item.tester().isPresent()) {
            property(json, "tester-conclusion", item.tester().get().text());
        }
        for (Judgement judgement : item.judgements()) {
            json.writeStartObject();
            json.writeStringField("name", "attribute-" + judgement.attribute());
            json.writeStringField("ns", NAMESPACE);
            json.writeStringField("value", judgement.result().text());
            json.writeStringField("remarks", line(judgement.evidence()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("methods");
        json.writeString("EXAMINE");
        json.writeEndArray();
        evidence(json, item);
        json.writeStringField("collected", worksheet.header().madeAt().toString());
        json.writeEndObject();
        progress.done(
                "observations", item.number(), worksheet.header().population().count());
    }

    private static void evidence(JsonGenerator json, TestedItem item) throws IOException {
        json.writeArrayFieldStart("relevant-evidence");
        json.writeStartObject();
        json.writeStringField(
                "description", "Entry " + item.decision() + " of the ledger, leaf hash " + item.leafHash());
        json.writeEndObject();
        for (String reference : item.judgements().stream()
                .flatMap(judgement -> judgement.references().stream())
                .distinct()
                .toList()) {
            var address = ADDRESS.matcher(reference);
            if (address.lookingAt()) {
                json.writeStartObject();
                json.writeStringField("href", address.group());
                json.writeStringField("description", line(reference));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void finding(JsonGenerator json, AttributeCount count) throws IOException {
        Attribute attribute = count.attribute();
        json.writeStartObject();
        json.writeStringField("uuid", uuid("finding " + attribute));
        json.writeStringField("title", attribute + ": " + attribute.title());
        json.writeStringField(
                "description",
                attribute.asks() + " Pass " + count.pass() + ", fail " + count.fail() + ", not determinable "
                        + count.notDeterminable() + ", not applicable " + count.notApplicable() + ".");
        json.writeObjectFieldStart("target");
        json.writeStringField("type", "objective-id");
        json.writeStringField(
                "target-id",
                token(worksheet.header().control()) + "_" + attribute.name().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("status");
        json.writeStringField("state", count.deviations() == 0 ? "satisfied" : "not-satisfied");
        json.writeStringField("reason", count.deviations() == 0 ? "pass" : "fail");
        json.writeEndObject();
        json.writeEndObject();
        if (count.deviations() > 0) {
            json.writeArrayFieldStart("related-observations");
            worksheet.forEachItem(item -> {
                if (item.judgement(attribute).result().isDeviation()) {
                    json.writeStartObject();
                    json.writeStringField("observation-uuid", uuid("item " + item.number()));
                    json.writeEndObject();
                }
            });
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The plan of the test is the frozen population and the sample drawn from it. */
    private void backMatter(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("back-matter");
        json.writeArrayFieldStart("resources");
        resource(json, "plan", Sample.FILE, worksheet.header().sample().digest(), "The sample, and how it was drawn");
        resource(
                json,
                "population",
                "population.json",
                worksheet.header().populationDigest(),
                "The frozen population from which it was drawn");
        json.writeEndArray();
        json.writeEndObject();
    }

    private void resource(JsonGenerator json, String part, String file, String digest, String title)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("uuid", uuid(part));
        json.writeStringField("title", title);
        json.writeArrayFieldStart("rlinks");
        json.writeStartObject();
        json.writeStringField("href", file);
        json.writeStringField("media-type", "application/json");
        json.writeArrayFieldStart("hashes");
        json.writeStartObject();
        json.writeStringField("algorithm", "SHA-256");
        json.writeStringField("value", digest);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    static void property(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", token(name));
        json.writeStringField("ns", NAMESPACE);
        json.writeStringField("value", line(value));
        json.writeEndObject();
    }

    /** One line that is not empty, and has no white space at its ends. */
    static String line(String text) {
        String line = PlainText.harmless(text, Integer.MAX_VALUE).strip();
        return line.isEmpty() ? "none" : line;
    }

    private static String token(String text) {
        String token = NO_TOKEN.matcher(text.strip()).replaceAll("-");
        return token.isEmpty() || !Character.isLetter(token.codePointAt(0)) ? "_" + token : token;
    }
}
