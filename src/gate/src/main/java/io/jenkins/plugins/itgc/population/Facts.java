package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.verify.EntrySink;
import io.jenkins.plugins.itgc.population.BodyReader.PersonalLine;
import io.jenkins.plugins.itgc.population.BodyReader.ResultLine;
import io.jenkins.plugins.itgc.population.DecisionLine.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What one part of the period says of deployments, in the order of its entries; as much as possible is done here, in parallel. */
final class Facts implements EntrySink {
    /** How the body of a result begins whose deployment was allowed: its members are ordered by name. */
    private static final byte[] ALLOWED_RESULT = "{\"body\":{\"allowed\":true,".getBytes(StandardCharsets.US_ASCII);

    private static final String DECISION = EntryKind.DECISION.text();
    private static final String OVERRIDE = EntryKind.OVERRIDE.text();
    private static final String REJECTION = EntryKind.REJECTION.text();
    private static final String RESULT = EntryKind.DEPLOYMENT_RESULT.text();

    private final PopulationQuery query;
    private final KeyTable.Hasher hasher = new KeyTable.Hasher();
    private final BodyReader bodies = new BodyReader();
    private final List<Fact> facts = new ArrayList<>();

    /** One thing that an entry says. */
    sealed interface Fact {}

    /** A deployment that the gate let go on, and its line without its number. */
    record Released(DecisionLine line, Stratum stratum, Identification identification, byte[] row) implements Fact {}

    /** A deployment that the gate blocked. */
    record Blocked(DecisionLine line) implements Fact {}

    /** A decision that is not asked for. */
    record Excluded(DecisionLine line, Exclusion.Reason reason) implements Fact {}

    /** A person let a deployment go on. */
    record Overridden(PersonalLine line) implements Fact {}

    /** A person said that a deployment stays blocked. */
    record Rejected(long decision) implements Fact {}

    /** A result of a deployment that nobody let go on. */
    record Bypassed(ResultLine line) implements Fact {}

    /** An entry that cannot be read. */
    record Unreadable(Envelope envelope, String why) implements Fact {}

    /**
     * What tells a deployment from others.
     *
     * @param key of its id
     * @param tag of id, service, environment and commit together; never 0
     */
    record Identification(KeyTable.Key key, long tag) {
        static Identification of(DecisionLine line, KeyTable.Hasher hasher) {
            var all = hasher.key(String.join("\u0000", line.id(), line.service(), line.environment(), line.commit()));
            return new Identification(hasher.key(line.id()), all.high() | 1);
        }
    }

    Facts(PopulationQuery query) {
        this.query = query;
    }

    List<Fact> facts() {
        return facts;
    }

    @Override
    public void entry(Envelope envelope, byte[] leafHash, byte[] data, int from, int to) {
        try {
            read(envelope, leafHash, data, from, to).ifPresent(facts::add);
        } catch (UnreadableException e) {
            facts.add(new Unreadable(envelope, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Fact> read(Envelope envelope, byte[] leafHash, byte[] data, int from, int to)
            throws UnreadableException {
        String kind = envelope.kind();
        if (kind.equals(DECISION)) {
            return Optional.of(decided(bodies.decision(envelope, leafHash, data, from, to)));
        }
        if (kind.equals(RESULT)) {
            return result(envelope, data, from, to);
        }
        if (kind.equals(OVERRIDE)) {
            return Optional.of(new Overridden(bodies.personal(envelope, data, from, to, true)));
        }
        if (kind.equals(REJECTION)) {
            return Optional.of(new Rejected(
                    bodies.personal(envelope, data, from, to, false).decision()));
        }
        return Optional.empty();
    }

    private Fact decided(DecisionLine line) {
        if (!query.asksForEnvironment(line.environment())) {
            return new Excluded(line, Exclusion.Reason.OTHER_ENVIRONMENT);
        }
        if (!query.asksForService(line.service())) {
            return new Excluded(line, Exclusion.Reason.OTHER_SERVICE);
        }
        if (line.standing() == Standing.OUT_OF_SCOPE) {
            return new Excluded(line, Exclusion.Reason.OUT_OF_SCOPE);
        }
        if (line.standing() == Standing.BLOCKED) {
            return new Blocked(line);
        }
        var stratum = line.emergency() ? Stratum.EMERGENCY : Stratum.STANDARD;
        return new Released(
                line,
                stratum,
                Identification.of(line, hasher),
                ItemRow.withoutNumber(line, OptionalLong.empty(), line.time(), stratum));
    }

    private Optional<Fact> result(Envelope envelope, byte[] data, int from, int to) throws UnreadableException {
        int prefix = Math.min(to, from + ALLOWED_RESULT.length);
        if (Arrays.equals(data, from, prefix, ALLOWED_RESULT, 0, ALLOWED_RESULT.length)) {
            return Optional.empty();
        }
        var result = bodies.result(envelope, data, from, to);
        boolean asked = query.asksForEnvironment(result.environment()) && query.asksForService(result.service());
        return result.allowed() || !asked ? Optional.empty() : Optional.of(new Bypassed(result));
    }
}
