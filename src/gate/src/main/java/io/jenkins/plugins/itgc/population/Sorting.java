package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.population.BodyReader.PersonalLine;
import io.jenkins.plugins.itgc.population.BodyReader.ResultLine;
import io.jenkins.plugins.itgc.population.Discrepancy.Kind;
import io.jenkins.plugins.itgc.population.Exclusion.Reason;
import io.jenkins.plugins.itgc.population.Facts.Fact;
import io.jenkins.plugins.itgc.population.Facts.Identification;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Sorts what the entries of the period say into deployments, exclusions and discrepancies, in the order of the ledger. */
final class Sorting {
    private final PopulationQuery query;
    private final PopulationLists lists;
    private final DecisionLookup decisions;
    private final Optional<SourceList> source;
    private final KeyTable seen = new KeyTable();
    private final KeyTable.Hasher hasher = new KeyTable.Hasher();
    private long notInSource;

    Sorting(PopulationQuery query, PopulationLists lists, DecisionLookup decisions, Optional<SourceList> source) {
        this.query = query;
        this.lists = lists;
        this.decisions = decisions;
        this.source = source;
    }

    /** Takes the next part of the period. */
    void take(Facts part) throws IOException {
        for (Fact fact : part.facts()) {
            if (fact instanceof Facts.Released released) {
                add(
                        released.line(),
                        OptionalLong.empty(),
                        released.stratum(),
                        released.identification(),
                        released.row());
            } else if (fact instanceof Facts.Blocked blocked) {
                decisions.remember(blocked.line());
                source.ifPresent(list -> list.block(blocked.line()));
                lists.exclude(blocked.line(), Reason.BLOCKED);
            } else if (fact instanceof Facts.Excluded excluded) {
                source.ifPresent(list -> list.see(excluded.line()));
                lists.exclude(excluded.line(), excluded.reason());
            } else if (fact instanceof Facts.Overridden overridden) {
                override(overridden.line());
            } else if (fact instanceof Facts.Rejected rejected) {
                lists.reject(rejected.decision());
            } else if (fact instanceof Facts.Bypassed bypassed) {
                bypass(bypassed.line());
            } else if (fact instanceof Facts.Unreadable unreadable) {
                unreadable(unreadable);
            }
        }
    }

    /** How many deployments of the population the source does not name. */
    long notInSource() {
        return notInSource;
    }

    private void add(
            DecisionLine line, OptionalLong override, Stratum stratum, Identification identification, byte[] row)
            throws IOException {
        long before = seen.get(identification.key());
        if (before == identification.tag()) {
            lists.exclude(line, Reason.DUPLICATE);
            return;
        }
        if (before != 0) {
            lists.discrepancy(about(
                    Kind.REUSED_ID,
                    line,
                    override,
                    "an earlier deployment of the period, of something else or elsewhere, has the same id"));
        } else {
            seen.put(identification.key(), identification.tag());
        }
        lists.item(line.id(), stratum, row);
        if (source.isPresent() && !source.get().see(line)) {
            notInSource++;
            lists.discrepancy(about(
                    Kind.NOT_IN_SOURCE,
                    line,
                    override,
                    "the deploying system's list names neither its id nor its build"));
        }
    }

    private void override(PersonalLine override) throws IOException {
        if (!query.asksForEnvironment(override.environment()) || !query.asksForService(override.service())) {
            return; // its decision is listed where it was made
        }
        DecisionLine line = blocked(override);
        lists.override(override.decision());
        var released = OptionalLong.of(override.entry());
        add(
                line,
                released,
                Stratum.OVERRIDE,
                Identification.of(line, hasher),
                ItemRow.withoutNumber(line, released, override.time(), Stratum.OVERRIDE));
    }

    /** The decision that was overridden; where there is none, a deployment of which nothing can be shown. */
    private DecisionLine blocked(PersonalLine override) throws IOException {
        try {
            return decisions.decision(override.decision());
        } catch (UnreadableException e) {
            lists.discrepancy(new Discrepancy(
                    Kind.OVERRIDE_WITHOUT_DECISION,
                    unknown(override),
                    OptionalLong.of(override.entry()),
                    Optional.of(Instant.parse(override.time())),
                    override.service(),
                    override.environment(),
                    String.valueOf(e.getMessage())));
            return new DecisionLine(
                    override.decision(),
                    override.time(),
                    unknown(override),
                    override.service(),
                    override.environment(),
                    "",
                    false,
                    DecisionLine.Standing.BLOCKED,
                    "",
                    "");
        }
    }

    private static String unknown(PersonalLine override) {
        return "override " + override.entry();
    }

    /** The list names what the gate blocked and nobody let go on: it was deployed past the gate. */
    void listedAlthoughBlocked(long decision) throws IOException {
        try {
            lists.discrepancy(about(
                    Kind.DEPLOYED_ALTHOUGH_BLOCKED,
                    decisions.decision(decision),
                    OptionalLong.empty(),
                    "entry " + decision
                            + " blocked it and nobody overrode that, but the deploying system's list names it"));
        } catch (UnreadableException e) {
            throw new IOException("entry " + decision + " was read before, and cannot be read now", e);
        }
    }

    private void bypass(ResultLine result) throws IOException {
        if (source.isPresent()) {
            noteListed(source.get(), result);
        }
        lists.discrepancy(new Discrepancy(
                Kind.DEPLOYED_ALTHOUGH_BLOCKED,
                result.id(),
                OptionalLong.of(result.entry()),
                Optional.of(Instant.parse(result.time())),
                result.service(),
                result.environment(),
                "entry " + result.decision() + " blocked it and nobody overrode that, but it has a result"));
    }

    /** What has a result is told once, whether or not the list names it, too. */
    private void noteListed(SourceList list, ResultLine result) throws IOException {
        try {
            list.see(decisions.decision(result.decision()));
        } catch (UnreadableException e) {
            // Its decision is not there: where the list names it, it is told as one without a decision.
            return;
        }
    }

    private void unreadable(Facts.Unreadable entry) throws IOException {
        lists.discrepancy(new Discrepancy(
                Kind.UNREADABLE,
                "",
                OptionalLong.of(entry.envelope().index()),
                Optional.of(Instant.ofEpochMilli(entry.envelope().millis())),
                "",
                "",
                "an entry of kind " + entry.envelope().kind() + ": " + entry.why()));
    }

    private static Discrepancy about(Kind kind, DecisionLine line, OptionalLong override, String detail) {
        return new Discrepancy(
                kind,
                line.id(),
                OptionalLong.of(override.orElse(line.entry())),
                Optional.of(Instant.parse(line.time())),
                line.service(),
                line.environment(),
                detail);
    }
}
