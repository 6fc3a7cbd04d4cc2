package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.signoff.PolicyVersion;
import io.jenkins.plugins.itgc.signoff.ScopeInForce;
import io.jenkins.plugins.itgc.signoff.ScopeInForce.Approval;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The approved scope documents of a period, and whether the yearly approval is due. */
public final class ScopePage implements ModelObject {
    private final PopulationQuery period;
    private final Instant now = Instant.now();
    private @Nullable ScopeInForce scope;

    ScopePage(PopulationQuery period) {
        this.period = period;
    }

    @Override
    public String getDisplayName() {
        return Messages.ScopePage_title(period.from(), period.to());
    }

    private ScopeInForce scope() throws IOException {
        ScopeInForce read = scope;
        if (read == null) {
            read = ScopeInForce.of(ControllerLedger.get().open().ledger(), period.start(), period.end());
            scope = read;
        }
        return read;
    }

    /** The policies that the gate decided by in the period, oldest first. */
    public List<Version> getVersions() throws IOException {
        Instant end = now.isBefore(period.end()) ? now : period.end();
        return scope().versions().stream().map(one -> new Version(one, end)).toList();
    }

    /** How it stands with the next approval. */
    public String getApproval() throws IOException {
        List<PolicyVersion> versions = scope().versions();
        String due = versions.isEmpty()
                ? ""
                : versions.get(versions.size() - 1).approvalDue().toString();
        return switch (scope().approval(now)) {
            case CURRENT -> Messages.ScopePage_current(due);
            case DUE_SOON -> Messages.ScopePage_soon(due);
            case OVERDUE -> Messages.ScopePage_overdue(due);
            case NONE -> Messages.ScopePage_none();
        };
    }

    public Tone getTone() throws IOException {
        Approval approval = scope().approval(now);
        return switch (approval) {
            case CURRENT -> Tone.GOOD;
            case DUE_SOON -> Tone.UNSURE;
            case OVERDUE, NONE -> Tone.BAD;
        };
    }

    /** One policy, and the scope document in it. */
    public static final class Version {
        private final PolicyVersion version;
        private final Instant end;

        Version(PolicyVersion version, Instant end) {
            this.version = version;
            this.end = end;
        }

        public String getEntry() {
            return Long.toString(version.entry());
        }

        public String getHash() {
            return version.hash();
        }

        /** From when to when the gate decided by it. */
        public String getInForce() {
            return version.to()
                    .map(to -> Messages.ScopePage_until(Shown.minute(version.from()), Shown.minute(to)))
                    .orElseGet(() -> Messages.ScopePage_since(Shown.minute(version.from())));
        }

        public String getStatement() {
            return PlainText.harmless(version.scope().statement(), 4_000);
        }

        public String getApproved() {
            return Messages.ScopePage_approved(
                    PlainText.harmless(version.scope().approvedBy()),
                    version.scope().approvedOn());
        }

        /** Whether it was approved after the gate had decided by it. */
        public boolean isLate() {
            return version.approvedLate();
        }

        /** Whether the approval was older than a year while the gate still decided by it in the period. */
        public boolean isLapsed() {
            return version.lapsedBefore(end);
        }

        public String getApprovalDue() {
            return version.approvalDue().toString();
        }
    }
}
