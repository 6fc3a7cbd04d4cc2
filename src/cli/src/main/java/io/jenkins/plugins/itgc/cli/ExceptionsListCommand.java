package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.ExceptionAnswer;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists exceptions, overdue ones first. */
@Command(
        name = "list",
        description =
                "Lists exceptions: the overdue ones first, then the others that are not closed, then those that are.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate exceptions list --ledger /srv/ledger --open --owner github:ann")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsListCommand extends LongCommand {
    /** What the list says for machines. */
    record Listed(List<ExceptionAnswer> exceptions, long overdue) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Option(names = "--from", paramLabel = "TIME", description = "What happened from this time on.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "What happened before this time.")
    private @Nullable Instant to;

    @Option(names = "--owner", paramLabel = "ID", description = "Those of this owner.")
    private @Nullable Identity owner;

    @Option(names = "--open", description = "Only those that are not closed.")
    private boolean open;

    ExceptionsListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        if (from != null && to != null && to.isBefore(from)) {
            throw misuse("--to lies before --from");
        }
        Instant now = surroundings().clock().instant();
        List<ExceptionAnswer> listed;
        try (Ledger ledger = ledgerDirectory.read()) {
            long first = from == null ? 0 : ledger.firstNotBefore(from);
            listed = ExceptionRegister.read(ledger, first).all(now).stream()
                    .filter(this::fits)
                    .map(one -> ExceptionAnswer.of(one, now))
                    .toList();
        }
        long overdue = listed.stream().filter(ExceptionAnswer::overdue).count();
        answer(new Listed(listed, overdue), screen -> {
            listed.forEach(one -> one.tell(screen));
            screen.line(
                    listed.isEmpty()
                            ? "no such exception"
                            : listed.size() + " listed, " + overdue + " of them overdue");
        });
        return ExitCode.OK;
    }

    private boolean fits(ControlException one) {
        Instant at = one.opened().occurredAt();
        return (from == null || !at.isBefore(from))
                && (to == null || at.isBefore(to))
                && (owner == null || one.owner().filter(owner::equals).isPresent())
                && (!open || one.status() != Status.CLOSED);
    }
}
