package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.population.DecisionLine.Standing;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Takes what the population needs from the bodies of entries, without building the rest of them: most of a decision is
 * evidence, and is passed over. Not for use by several threads at once.
 */
final class BodyReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(CanonicalJson.MAX_DEPTH)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final HexFormat HEX = HexFormat.of();

    private String verdict = "";
    private String mode = "";
    private String id = "";
    private String service = "";
    private String environment = "";
    private String commit = "";
    private String changeType = "";
    private String buildUrl = "";
    private long decision;
    private boolean allowed;
    private boolean enough;

    /** Looks at one member of an object; whatever it does not read is passed over. */
    private interface Member {
        void at(String name, JsonParser parser) throws IOException;
    }

    /** An entry does not say what it must. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * Reads a decision.
     *
     * @throws UnreadableException where it does not say what was asked and what was decided
     */
    DecisionLine decision(Envelope envelope, byte[] leafHash, byte[] data, int from, int to)
            throws UnreadableException {
        verdict = "";
        mode = "";
        changeType = "";
        buildUrl = "";
        clear();
        read(data, from, to, (name, parser) -> {
            if (name.equals("decision")) {
                object(parser, this::decided);
            } else if (name.equals("evidence")) {
                object(parser, this::gathered);
            }
        });
        require("deployment id", id);
        require("commit", commit);
        require("change type", changeType);
        requireScope();
        return new DecisionLine(
                envelope.index(),
                envelope.millis(),
                id,
                service,
                environment,
                commit,
                changeType.equals("EMERGENCY"),
                standing(),
                buildUrl,
                HEX.formatHex(leafHash));
    }

    private void decided(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "mode" -> mode = text(parser);
            case "verdict" -> verdict = text(parser);
            default -> {}
        }
    }

    /** Members are ordered by name, and what follows the request is passed over unread. */
    private void gathered(String name, JsonParser parser) throws IOException {
        if (name.equals("request")) {
            object(parser, this::requested);
            enough = true;
        }
    }

    private void requested(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "buildUrl" -> buildUrl = text(parser);
            case "changeType" -> changeType = text(parser);
            case "commit" -> commit = text(parser);
            case "deploymentId" -> id = text(parser);
            case "environment" -> environment = text(parser);
            case "service" -> service = text(parser);
            default -> {}
        }
    }

    private Standing standing() throws UnreadableException {
        return switch (mode) {
            case "OUT_OF_SCOPE" -> Standing.OUT_OF_SCOPE;
            case "OBSERVE" -> Standing.RELEASED;
            case "ENFORCE" ->
                switch (verdict) {
                    case "ALLOWED" -> Standing.RELEASED;
                    case "BLOCKED", "NOT_DETERMINABLE" -> Standing.BLOCKED;
                    default -> throw new UnreadableException("it has no verdict that is known");
                };
            default -> throw new UnreadableException("it has no mode that is known");
        };
    }

    /** Reads an override or a rejection: which decision it is about, and where of. */
    PersonalLine personal(Envelope envelope, byte[] data, int from, int to, boolean isOverride)
            throws UnreadableException {
        clear();
        read(data, from, to, this::followed);
        requireDecision();
        if (isOverride) {
            requireScope();
        }
        return new PersonalLine(envelope.index(), envelope.millis(), decision, service, environment);
    }

    /** Reads a result. */
    ResultLine result(Envelope envelope, byte[] data, int from, int to) throws UnreadableException {
        clear();
        allowed = false;
        read(data, from, to, this::followed);
        requireDecision();
        return new ResultLine(envelope.index(), envelope.millis(), decision, id, service, environment, allowed);
    }

    private void followed(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "allowed" -> allowed = parser.currentToken() == JsonToken.VALUE_TRUE;
            case "decision" ->
                decision = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
            case "deploymentId" -> id = text(parser);
            case "environment" -> environment = text(parser);
            case "service" -> service = text(parser);
            default -> {}
        }
    }

    private void clear() {
        id = "";
        service = "";
        environment = "";
        commit = "";
        decision = -1;
    }

    private void read(byte[] data, int from, int to, Member member) throws UnreadableException {
        enough = false;
        try (var parser = FACTORY.createParser(data, from, to - from)) {
            parser.nextToken();
            object(parser, (name, line) -> {
                if (name.equals("body")) {
                    object(line, member);
                }
            });
        } catch (IOException e) {
            throw new UnreadableException("its body is not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Shows the members of the object at which the parser is, if it is at one; leaves it at the object's end. */
    private void object(JsonParser parser, Member member) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (var name = parser.nextFieldName(); name != null && !enough; name = parser.nextFieldName()) {
            var value = parser.nextToken();
            member.at(name, parser);
            if (enough) {
                return;
            }
            if (parser.currentToken() == value) {
                parser.skipChildren();
            }
        }
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    private void requireDecision() throws UnreadableException {
        if (decision < 0) {
            throw new UnreadableException("it does not name a decision");
        }
    }

    private void requireScope() throws UnreadableException {
        require("service", service);
        require("environment", environment);
    }

    private static void require(String what, String value) throws UnreadableException {
        if (value.isEmpty()) {
            throw new UnreadableException("it has no " + what);
        }
    }

    /** An override or a rejection. */
    record PersonalLine(long entry, long millis, long decision, String service, String environment) {}

    /** How a deployment ended. */
    record ResultLine(
            long entry, long millis, long decision, String id, String service, String environment, boolean allowed) {}
}
