package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.population.DecisionLine.Standing;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Takes what the population needs from the bodies of entries, without building the rest of them: most of a decision is
 * evidence, and is passed over. Not for use by several threads at once.
 */
final class BodyReader {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] BODY = name("body");
    private static final byte[] DECISION = name("decision");
    private static final byte[] EVIDENCE = name("evidence");
    private static final byte[] REQUEST = name("request");
    private static final byte[] MODE = name("mode");
    private static final byte[] VERDICT = name("verdict");
    private static final byte[] ID = name("deploymentId");
    private static final byte[] SERVICE = name("service");
    private static final byte[] ENVIRONMENT = name("environment");
    private static final byte[] COMMIT = name("commit");
    private static final byte[] CHANGE_TYPE = name("changeType");
    private static final byte[] BUILD_URL = name("buildUrl");
    private static final byte[] ALLOWED = name("allowed");

    private final LineCursor cursor = new LineCursor();
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

    /**
     * Reads a decision.
     *
     * @throws UnreadableException where it does not say what was asked and what was decided
     */
    DecisionLine decision(Envelope envelope, byte[] leafHash, byte[] data, int from, int to)
            throws UnreadableException {
        clear();
        read(data, from, to, line -> {
            if (line.isNamed(DECISION) && line.isObject()) {
                line.object(this::decided);
            } else if (line.isNamed(EVIDENCE) && line.isObject()) {
                line.object(this::gathered);
            }
        });
        require("deployment id", id);
        require("commit", commit);
        require("change type", changeType);
        requireScope();
        return new DecisionLine(
                envelope.index(),
                Envelope.time(data, to),
                id,
                service,
                environment,
                commit,
                changeType.equals("EMERGENCY"),
                standing(),
                buildUrl,
                HEX.formatHex(leafHash));
    }

    private void decided(LineCursor member) throws UnreadableException {
        if (member.isNamed(MODE)) {
            mode = member.text();
        } else if (member.isNamed(VERDICT)) {
            verdict = member.text();
        }
    }

    /** Members are ordered by name, so that what was decided came before: the rest of the line is not read. */
    private void gathered(LineCursor member) throws UnreadableException {
        if (member.isNamed(REQUEST) && member.isObject()) {
            member.object(this::requested);
            member.enough();
        }
    }

    private void requested(LineCursor member) throws UnreadableException {
        if (member.isNamed(BUILD_URL)) {
            buildUrl = member.text();
        } else if (member.isNamed(CHANGE_TYPE)) {
            changeType = member.text();
        } else if (member.isNamed(COMMIT)) {
            commit = member.text();
        } else {
            about(member);
        }
    }

    private void about(LineCursor member) throws UnreadableException {
        if (member.isNamed(ID)) {
            id = member.text();
        } else if (member.isNamed(ENVIRONMENT)) {
            environment = member.text();
        } else if (member.isNamed(SERVICE)) {
            service = member.text();
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
        return new PersonalLine(envelope.index(), Envelope.time(data, to), decision, service, environment);
    }

    /** Reads a result. */
    ResultLine result(Envelope envelope, byte[] data, int from, int to) throws UnreadableException {
        clear();
        read(data, from, to, this::followed);
        requireDecision();
        return new ResultLine(envelope.index(), Envelope.time(data, to), decision, id, service, environment, allowed);
    }

    private void followed(LineCursor member) throws UnreadableException {
        if (member.isNamed(ALLOWED)) {
            allowed = member.isTrue();
        } else if (member.isNamed(DECISION)) {
            decision = member.number();
        } else {
            about(member);
        }
    }

    private void clear() {
        verdict = "";
        mode = "";
        id = "";
        service = "";
        environment = "";
        commit = "";
        changeType = "";
        buildUrl = "";
        decision = -1;
        allowed = false;
    }

    private void read(byte[] data, int from, int to, LineCursor.Member member) throws UnreadableException {
        cursor.open(data, from, to);
        cursor.object(line -> {
            if (line.isNamed(BODY) && line.isObject()) {
                line.object(member);
            }
        });
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

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An override or a rejection. */
    record PersonalLine(long entry, String time, long decision, String service, String environment) {}

    /** How a deployment ended. */
    record ResultLine(
            long entry, String time, long decision, String id, String service, String environment, boolean allowed) {}
}
