package io.jenkins.plugins.itgc.worksheet.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.ExceptionLine;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import java.io.IOException;
import java.time.ZoneOffset;

/** The exceptions with their follow-up, as OSCAL has risks. */
record OscalRisks(Worksheet worksheet, JsonGenerator json) {
    /** Writes the member; an array of OSCAL is never empty. */
    void write() throws IOException {
        boolean[] begun = {false};
        worksheet.forEachException(exception -> {
            if (!begun[0]) {
                json.writeArrayFieldStart("risks");
                begun[0] = true;
            }
            risk(exception);
        });
        if (begun[0]) {
            json.writeEndArray();
        }
    }

    private void risk(ExceptionLine exception) throws IOException {
        String name = exception
                .number()
                .map(number -> "exception " + number)
                .orElseGet(() -> "finding " + exception.findings().get(0).key());
        json.writeStartObject();
        json.writeStringField("uuid", uuid(name));
        json.writeStringField("title", OscalWriter.line(exception.deploymentId() + ": " + exception.title()));
        json.writeStringField("description", OscalWriter.line(exception.seen()));
        json.writeStringField("statement", OscalWriter.line(exception.cause().orElse("The cause is not stated yet.")));
        json.writeStringField(
                "status", exception.status().filter(Status.CLOSED::equals).isPresent() ? "closed" : "open");
        json.writeArrayFieldStart("props");
        OscalWriter.property(json, "type", exception.type().text());
        OscalWriter.property(json, "follow-up", exception.standing());
        OscalWriter.property(
                json, "owner", exception.owner().map(Identity::toString).orElse("nobody"));
        OscalWriter.property(json, "happened", exception.occurredAt().toString());
        if (!exception.retested().isEmpty()) {
            OscalWriter.property(json, "retest", exception.retested());
        }
        json.writeEndArray();
        if (exception.due().isPresent()) {
            json.writeStringField(
                    "deadline",
                    exception
                            .due()
                            .get()
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toString());
        }
        compensatingControl(exception, name);
        response(exception, name);
        observation(exception);
        json.writeEndObject();
    }

    private void compensatingControl(ExceptionLine exception, String name) throws IOException {
        if (exception.compensatingControl().isPresent()) {
            json.writeArrayFieldStart("mitigating-factors");
            json.writeStartObject();
            json.writeStringField("uuid", uuid("compensating control of " + name));
            json.writeStringField(
                    "description",
                    OscalWriter.line(exception.compensatingControl().get()));
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private void response(ExceptionLine exception, String name) throws IOException {
        if (exception.response().isPresent()) {
            json.writeArrayFieldStart("remediations");
            json.writeStartObject();
            json.writeStringField("uuid", uuid("response to " + name));
            json.writeStringField("lifecycle", "planned");
            json.writeStringField("title", "Management response");
            json.writeStringField(
                    "description", OscalWriter.line(exception.response().get()));
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private void observation(ExceptionLine exception) throws IOException {
        if (exception.item().isPresent()) {
            json.writeArrayFieldStart("related-observations");
            json.writeStartObject();
            json.writeStringField(
                    "observation-uuid", uuid("item " + exception.item().get()));
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private String uuid(String part) {
        return NamedUuid.of(worksheet.digest(), part).toString();
    }
}
