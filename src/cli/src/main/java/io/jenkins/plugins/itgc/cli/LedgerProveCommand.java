package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.verify.EntryProof;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that an entry is in the ledger. */
@Command(
        name = "prove",
        description = {
            "Proves to somebody without the ledger that an entry is in it, and checks the proof.",
            "",
            "With --json the proof holds the entry's line, the hashes beside its way to the root, and the signed"
                    + " checkpoint with that root."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate ledger prove 1042 --ledger /srv/ledger --json > proof.json")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LedgerProveCommand extends LongCommand {
    @Parameters(paramLabel = "ENTRY", description = "The entry's index.")
    private long index;

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Option(
            names = "--from-size",
            paramLabel = "NUMBER",
            description = "Prove as well that the ledger still begins with the first NUMBER entries as they were.")
    private @Nullable Long fromSize;

    LedgerProveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        try (FileLedger ledger = ledgerDirectory.read()) {
            long size = ledger.checkpoint().size();
            Entry entry = ledger.entry(index)
                    .filter(found -> found.index() < size)
                    .orElseThrow(() -> misuse(
                            "there is no entry " + index + " among the " + size + " that the checkpoint covers"));
            if (fromSize != null && (fromSize < 1 || fromSize > size)) {
                throw misuse("--from-size must be 1 to " + size + ", the size of the checkpoint");
            }
            EntryProof proof = EntryProof.of(ledger, entry, Optional.ofNullable(fromSize));
            answer(proof, screen -> {
                screen.marked(
                        Mark.PASS,
                        "entry " + index + " is in the tree of " + size + " entries: "
                                + proof.inclusion().path().size() + " hashes lead from its line to the signed root "
                                + proof.root());
                proof.consistency()
                        .ifPresent(consistency -> screen.marked(
                                Mark.PASS,
                                "it begins with the first " + fromSize + " entries as they were, root "
                                        + consistency.oldRoot()));
                screen.marked(Mark.NONE, "signed by " + proof.key());
            });
            return ExitCode.OK;
        }
    }
}
