package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.EntryAnswer;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.ManagementReview;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs off the test of a period. */
@Command(
        name = "signoff",
        description = {
            "Records that management reviewed the test of a period, bound to its population, sample and worksheet and to"
                    + " the ledger's checkpoint.",
            "",
            "Refused while items are untested, exceptions are not opened or have no owner, and to whoever tested."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate signoff --ledger /srv/ledger --policy policy.yaml \\",
            "    --population q1 --worksheet q1/worksheet --by github:dana --on 2026-04-15 \\",
            "    --statement 'Reviewed all items and exceptions; the control can be relied on.'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SignOffCommand extends LongCommand {
    @Mixin
    private WritableLedger ledgerDirectory;

    @Mixin
    private TestFiles files;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "The policy in force now: it says who is whom.")
    private Path policy;

    @Option(names = "--by", required = true, paramLabel = "ID", description = "Who reviewed it.")
    private Identity by;

    @Option(names = "--on", required = true, paramLabel = "DAY", description = "The day of the review: 2026-04-15.")
    private LocalDate on;

    @Option(
            names = "--statement",
            required = true,
            paramLabel = "TEXT",
            description = "What was looked at, and what follows.")
    private String statement;

    SignOffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws Exception {
        IdentityMap identities = Policy.read(policy).identities();
        ControlTest test = files.read();
        Entry entry;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            entry = new ManagementReview(ledger, surroundings().clock()).signOff(test, identities, by, on, statement);
        }
        var query = test.summary().query();
        answer(
                EntryAnswer.of(entry),
                screen -> screen.line("recorded as entry " + entry.index() + ": " + by + " reviewed " + query.from()
                        + " to " + query.to() + " on " + on + ", "
                        + entry.body().path("items") + " items of "
                        + entry.body().path("count") + " deployments, "
                        + entry.body().path("exceptions") + " exceptions, "
                        + entry.body().path("openExceptions") + " of them open"));
        return ExitCode.OK;
    }
}
