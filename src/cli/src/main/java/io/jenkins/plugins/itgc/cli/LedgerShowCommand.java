package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.output.EntryAnswer;
import io.jenkins.plugins.itgc.cli.output.EntrySummary;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.gate.TrailText;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one entry. */
@Command(
        name = "show",
        description = {
            "Shows an entry; of a decision also what followed it.",
            "",
            "With --replay, decides again from the entry's own evidence and the policy of that time."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate ledger show 1042 --ledger /srv/ledger --replay")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LedgerShowCommand extends LongCommand {
    private static final String DECISION = "decision";

    /**
     * What is shown for machines.
     *
     * @param replay what deciding again came to, where that was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Shown(EntryAnswer entry, Optional<Replay.Result> replay) {}

    @Parameters(paramLabel = "ENTRY", description = "The entry's index.")
    private long index;

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Option(names = "--replay", description = "Decide again, and compare.")
    private boolean replay;

    LedgerShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        try (Ledger ledger = ledgerDirectory.read()) {
            Entry entry = ledger.entry(index)
                    .orElseThrow(() -> misuse("there is no entry " + index + "; the ledger has " + ledger.size()));
            if (replay && !entry.kind().equals(DECISION)) {
                throw misuse("entry " + index + " is no decision, but a " + entry.kind());
            }
            Optional<Replay.Result> again = replay ? Optional.of(Replay.of(entry, ledger)) : Optional.empty();
            String summary = EntrySummary.of(entry, ledger).text();
            Optional<DecisionText> decision = decision(entry);
            Optional<TrailText> trail = decision.isPresent() ? trail(ledger) : Optional.empty();
            answer(new Shown(EntryAnswer.of(entry), again), screen -> {
                screen.line(summary.strip());
                decision.ifPresentOrElse(screen::decision, () -> members(screen, entry.body()));
                trail.ifPresent(followed -> screen.lines(followed.lines()));
                if (decision.isPresent() && trail.isEmpty()) {
                    screen.marked(Mark.UNKNOWN, "what followed is looked up for the newest decisions only");
                }
                again.ifPresent(result -> screen.marked(result.same() ? Mark.PASS : Mark.FAIL, result.text()));
            });
            return again.map(Replay.Result::same).orElse(true) ? ExitCode.OK : ExitCode.LEDGER;
        }
    }

    private static Optional<DecisionText> decision(Entry entry) throws IOException {
        if (!entry.kind().equals(DECISION)) {
            return Optional.empty();
        }
        DecisionRecord made = Json.read(entry.body(), DecisionRecord.class);
        return Optional.of(
                DecisionText.of(new Recorded(entry, made.decision(), made.evidence()), OptionalLong.empty()));
    }

    /** What followed the decision. The history is not kept: it is for whoever writes the ledger to do so. */
    private Optional<TrailText> trail(Ledger ledger) throws IOException {
        return new DeploymentLedger(ledger, ledgerDirectory.directory())
                .about(index)
                .map(TrailText::of);
    }

    private static void members(Screen screen, JsonNode body) {
        body.properties()
                .forEach(member -> screen.line("  " + PlainText.harmless(member.getKey()) + ": "
                        + PlainText.harmless(
                                member.getValue().isTextual()
                                        ? member.getValue().textValue()
                                        : member.getValue().toString())));
    }
}
