package io.jenkins.plugins.itgc.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A ledger entry in one line. Entries of any version are listed, so what is missing in one is left out.
 *
 * @param decision the decision that the entry is about, where it is about one
 * @param outcome how it ended: the verdict, the deployment's outcome, whether a review accepted; what a tester concludes; for what a person said of a
 *     blocked deployment, who
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EntrySummary(
        long index,
        Instant time,
        String kind,
        Optional<String> service,
        Optional<String> environment,
        Optional<String> commit,
        Optional<Long> decision,
        Optional<String> outcome) {
    private static final int BRIEF = 7;

    /** What people say of a decision; it does not repeat what was deployed where. */
    private static final Set<String> BY_PEOPLE = Set.of("emergency-review", "override", "rejection", "test-result");

    /**
     * Sums up an entry.
     *
     * @param ledger where the decision is that it may be about
     */
    public static EntrySummary of(Entry entry, Ledger ledger) throws LedgerException {
        JsonNode body = entry.body();
        Optional<Long> decision = Optional.of(body.path("decision"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
        JsonNode about = about(entry, decision, ledger);
        return new EntrySummary(
                entry.index(),
                entry.time(),
                entry.kind(),
                text(about, "service"),
                text(about, "environment"),
                text(about, "commit"),
                decision,
                outcome(entry.kind(), body));
    }

    /** What holds service, environment and commit: the request of the decision, or the entry itself. */
    private static JsonNode about(Entry entry, Optional<Long> decision, Ledger ledger) throws LedgerException {
        if (BY_PEOPLE.contains(entry.kind()) && decision.isPresent()) {
            Optional<Entry> decided = ledger.entry(decision.get());
            return decided.map(found -> found.body().at("/evidence/request")).orElse(entry.body());
        }
        return entry.kind().equals("decision") ? entry.body().at("/evidence/request") : entry.body();
    }

    private static Optional<String> outcome(String kind, JsonNode body) {
        return switch (kind) {
            case "decision" -> text(body.path("decision"), "verdict").map(EntrySummary::word);
            case "deployment-result" -> text(body, "outcome").map(EntrySummary::word);
            case "emergency-review" -> Optional.of(body.path("accepted").asBoolean() ? "accepted" : "rejected");
            case "deployment-start" -> Optional.of("started");
            case "exception-opened" -> text(body, "trigger");
            case "exception-changed" -> text(body, "step");
            case "override", "rejection", "sign-off" -> text(body, "by").map(who -> "by " + who);
            case "test-result" -> text(body, "conclusion");
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The line for people. */
    public String text() {
        String place = service.map(
                        name -> name + environment.map(where -> " → " + where).orElse(""))
                .orElse("");
        String about = decision.map(of -> "of entry " + of).orElse("");
        String brief = commit.map(sha -> sha.substring(0, Math.min(BRIEF, sha.length())))
                .orElse("");
        String rest = Stream.of(outcome.orElse(""), place, brief, about)
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + "  " + other)
                .orElse("");
        return PlainText.harmless(String.format(
                        Locale.ROOT, "%6d  %s  %-17s  %s", index, time.truncatedTo(ChronoUnit.SECONDS), kind, rest)
                .stripTrailing());
    }
}
