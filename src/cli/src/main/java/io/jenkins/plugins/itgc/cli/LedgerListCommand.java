package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.EntrySummary;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists entries, newest first. */
@Command(
        name = "list",
        description = "Lists entries, the newest first.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate ledger list --ledger /srv/ledger --kind decision \\",
            "    --environment production --from 2026-11-01 --to 2026-12-01"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LedgerListCommand extends LongCommand {
    /** What the list says for machines. */
    record Listed(List<EntrySummary> entries, boolean more) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "decision, deployment-start, deployment-result, emergency-review, override, rejection,"
                    + " policy-seen, test-result, exception-opened, exception-changed or sign-off.")
    private @Nullable EntryKind kind;

    @Option(names = "--service", paramLabel = "NAME", description = "Entries of this service.")
    private @Nullable String service;

    @Option(names = "--environment", paramLabel = "NAME", description = "Entries of this environment.")
    private @Nullable String environment;

    @Option(names = "--from", paramLabel = "TIME", description = "Entries from this time on.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Entries before this time.")
    private @Nullable Instant to;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "How many at most (default: 50).")
    private int limit;

    LedgerListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        if (limit < 1) {
            throw misuse("--limit must be at least 1");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw misuse("--to lies before --from");
        }
        var summaries = new ArrayList<EntrySummary>();
        try (Ledger ledger = ledgerDirectory.read();
                Stream<Entry> entries = period(ledger)) {
            for (var found = entries.iterator(); found.hasNext() && summaries.size() <= limit; ) {
                EntrySummary summary = EntrySummary.of(found.next(), ledger);
                if (fits(summary)) {
                    summaries.add(summary);
                }
            }
        }
        boolean more = summaries.size() > limit;
        List<EntrySummary> shown = more ? summaries.subList(0, limit) : summaries;
        answer(new Listed(shown, more), screen -> {
            shown.forEach(summary -> screen.line(summary.text()));
            if (more) {
                screen.line("… there are more; --limit shows them");
            } else if (shown.isEmpty()) {
                screen.line("no such entry");
            }
        });
        return ExitCode.OK;
    }

    /** Times never go back in a ledger. */
    private Stream<Entry> period(Ledger ledger) throws IOException {
        return ledger.newestFirst()
                .dropWhile(entry -> to != null && !entry.time().isBefore(to))
                .takeWhile(entry -> from == null || !entry.time().isBefore(from));
    }

    private boolean fits(EntrySummary summary) {
        return (kind == null || kind.text().equals(summary.kind()))
                && (service == null || Optional.of(service).equals(summary.service()))
                && (environment == null || Optional.of(environment).equals(summary.environment()));
    }
}
