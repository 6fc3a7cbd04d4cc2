package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.signoff.PolicyVersion;
import io.jenkins.plugins.itgc.signoff.ScopeInForce;
import io.jenkins.plugins.itgc.signoff.ScopeInForce.Approval;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the approved scope document of a period. */
@Command(
        name = "scope",
        description =
                "Shows the approved scope document of a period: each policy that the gate decided by in it, from when"
                        + " to when, who approved it, and whether the yearly approval is due.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate scope --ledger /srv/ledger --from 2026-01-01 --to 2026-03-31")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ScopeCommand extends LongCommand {
    /** The scope of the period, for machines. */
    record Scoped(String approval, List<Version> versions) {}

    /** One policy. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Version(
            long entry,
            String hash,
            Instant from,
            Optional<Instant> to,
            String statement,
            String approvedBy,
            LocalDate approvedOn,
            LocalDate approvalDue,
            boolean approvedLate,
            boolean lapsed) {
        static Version of(PolicyVersion version, Instant end) {
            return new Version(
                    version.entry(),
                    version.hash(),
                    version.from(),
                    version.to(),
                    version.scope().statement(),
                    version.scope().approvedBy(),
                    version.scope().approvedOn(),
                    version.approvalDue(),
                    version.approvedLate(),
                    version.lapsedBefore(end));
        }
    }

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Mixin
    private TestedPeriod period;

    ScopeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        if (period.isEmpty()) {
            throw misuse("--to lies before --from; both days belong to the period");
        }
        Instant now = surroundings().clock().instant();
        Instant end = now.isBefore(period.end()) ? now : period.end();
        ScopeInForce scope;
        try (Ledger ledger = ledgerDirectory.read()) {
            scope = ScopeInForce.of(ledger, period.start(), period.end());
        }
        List<Version> versions =
                scope.versions().stream().map(one -> Version.of(one, end)).toList();
        Approval approval = scope.approval(now);
        answer(
                new Scoped(approval.name().toLowerCase(Locale.ROOT).replace('_', '-'), versions),
                screen -> tell(screen, versions, approval));
        return ExitCode.OK;
    }

    private void tell(Screen screen, List<Version> versions, Approval approval) {
        for (Version version : versions) {
            screen.line("policy " + version.hash() + ", entry " + version.entry());
            screen.marked(
                    Mark.NONE,
                    "decided from " + version.from().truncatedTo(ChronoUnit.SECONDS) + " "
                            + version.to()
                                    .map(to -> "to " + to.truncatedTo(ChronoUnit.SECONDS))
                                    .orElse("until now"));
            screen.marked(Mark.NONE, "scope: " + PlainText.harmless(version.statement()));
            screen.marked(
                    version.approvedLate() ? Mark.FAIL : Mark.PASS,
                    "approved by " + PlainText.harmless(version.approvedBy()) + " on " + version.approvedOn()
                            + (version.approvedLate() ? ", after the gate decided by it first" : ""));
            if (version.lapsed()) {
                screen.marked(
                        Mark.FAIL,
                        "the approval was a year old on " + version.approvalDue()
                                + ", and the gate still decided by it");
            }
        }
        switch (approval) {
            case CURRENT -> screen.marked(Mark.PASS, "the next yearly approval is due on " + due(versions));
            case DUE_SOON -> screen.marked(Mark.UNKNOWN, "the next yearly approval is due soon, on " + due(versions));
            case OVERDUE -> screen.marked(Mark.FAIL, "the yearly approval is OVERDUE since " + due(versions));
            case NONE -> screen.marked(Mark.FAIL, "the ledger has no policy that the gate decided by from " + period);
        }
    }

    private static LocalDate due(List<Version> versions) {
        return versions.get(versions.size() - 1).approvalDue();
    }
}
