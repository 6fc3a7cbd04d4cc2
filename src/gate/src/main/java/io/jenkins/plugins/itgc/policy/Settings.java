package io.jenkins.plugins.itgc.policy;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the policy asks for in one environment of one service, with everything it leaves out filled in. Every setting of the
 * policy file's {@code controls} has its place here; {@code docs/policy.md} tells them for people.
 */
public record Settings(
        ApprovedChange approvedChange,
        TicketRules tickets,
        Separation separationOfDuties,
        PlanRules rollbackPlan,
        TestRules testEvidence,
        PlanRules riskAssessment,
        List<RequiredCheck> requiredChecks,
        Promotion promotion,
        Calendar changeWindow,
        PipelineRules pipeline,
        Emergency emergency,
        List<Template> standardTemplates) {

    /** What may approve a change. */
    public enum Accept {
        PULL_REQUEST,
        TICKET,
        /** A pull request or a ticket. */
        ANY,
        /** A pull request and a ticket. */
        ALL
    }

    /**
     * Approval of changes, and the range that it must cover.
     *
     * @param accept what may approve
     * @param minimumApprovals how many people must have approved each pull request
     * @param staleApprovals whether an approval of another revision than the merged one counts
     * @param baseBranches branches that a pull request may be merged into; empty means the repository's default branch. A
     *     {@code *} stands for any text
     * @param firstDeployment what a deployment without a baseline is judged by
     * @param rollback which earlier commits may be deployed again
     * @param indexLag how long an empty answer about a commit's pull requests is asked again before it is believed
     */
    public record ApprovedChange(
            Accept accept,
            int minimumApprovals,
            boolean staleApprovals,
            List<String> baseBranches,
            FirstDeployment firstDeployment,
            RollbackRule rollback,
            Duration indexLag) {}

    /** What a deployment without a baseline is judged by. */
    public enum FirstDeployment {
        /** The request must name the commit that runs now. */
        BASELINE,
        /** The deployed commit alone. */
        TIP_ONLY
    }

    /** Which commits before the last deployed one may be deployed. */
    public enum RollbackRule {
        /** Those that were deployed there with success before. */
        DEPLOYED_BEFORE,
        /** Any of them. */
        ANY
    }

    /**
     * Tickets.
     *
     * @param projects keys of the projects whose tickets count
     * @param approvedStatuses statuses that mean approved, by Jira's id or by name
     * @param serviceDesk whether a service desk request's approvals must be final, in place of a status
     * @param approverIsNot roles whose holders may not approve the ticket
     */
    public record TicketRules(
            List<String> projects, List<String> approvedStatuses, boolean serviceDesk, Set<Role> approverIsNot) {}

    /** Parts that people take in a change. */
    public enum Role {
        AUTHOR,
        COMMITTER,
        CO_AUTHOR,
        PUSHER,
        DEPLOYER,
        REPORTER,
        ASSIGNEE
    }

    /**
     * Separation of duties.
     *
     * @param approverIsNot roles whose holders may not approve a pull request
     * @param deployerIsNot roles whose holders may not deploy: {@code author}, {@code committer}, {@code co-author}
     */
    public record Separation(Set<Role> approverIsNot, Set<Role> deployerIsNot) {}

    /**
     * A text that must be there: rollback plan, or risk and impact assessment.
     *
     * @param required whether it is asked for
     * @param minimumLength characters it must have at least
     * @param headings headings of the pull request's section, compared without regard to case
     * @param ticketField id of the ticket's field
     * @param file path in the repository, read at the deployed commit
     * @param placeholders texts that count as nothing, beside {@code N/A}, {@code none}, {@code TBD} and their like: the
     *     untouched template
     */
    public record PlanRules(
            boolean required,
            int minimumLength,
            List<String> headings,
            Optional<String> ticketField,
            Optional<String> file,
            List<String> placeholders) {}

    /**
     * Test evidence.
     *
     * @param required whether it is asked for
     */
    public record TestRules(boolean required) {}

    /**
     * A check that must have succeeded on the deployed commit.
     *
     * @param name the check run's name or the status' context
     * @param app the GitHub App that must have reported it
     */
    public record RequiredCheck(String name, Optional<String> app) {}

    /**
     * Promotion.
     *
     * @param from the lower environment that the same commit or artifact must have passed
     */
    public record Promotion(Optional<String> from) {}

    /**
     * When changes may be deployed.
     *
     * @param zone the zone of the times
     * @param windows when; none means always
     * @param freezes when not
     */
    public record Calendar(ZoneId zone, List<Window> windows, List<Freeze> freezes) {}

    /**
     * A weekly window, from its start up to but not including its end; one that ends before it starts passes midnight and
     * belongs to the day it starts on.
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}

    /** A freeze, from its start up to but not including its end. */
    public record Freeze(String name, Instant from, Instant to) {}

    /**
     * The pipeline that deploys.
     *
     * @param replayed whether a run may deploy whose script was edited by hand
     * @param restarted whether a run may deploy that was restarted from a stage
     * @param rebuilt whether an earlier run may deploy that was started again
     */
    public record PipelineRules(boolean replayed, boolean restarted, boolean rebuilt) {
        /** Whether a run of this origin may deploy. */
        public boolean allow(PipelineOrigin origin) {
            return switch (origin) {
                case AS_WRITTEN -> true;
                case REPLAYED -> replayed;
                case RESTARTED_FROM_STAGE -> restarted;
                case REBUILT -> rebuilt;
            };
        }
    }

    /**
     * Emergencies.
     *
     * @param allowed whether they may be declared at all
     * @param who who may declare one
     * @param reviewWithinBusinessDays how soon another person must have reviewed it: by the end of that business day
     * @param maximumOverdueReviews how many overdue reviews of a service are borne before further emergencies are refused
     * @param ownChange whether somebody may override or review what they deploy or wrote themselves
     * @param zone the zone that business days are counted in
     * @param holidays days that are no business days, beside Saturdays and Sundays
     */
    public record Emergency(
            boolean allowed,
            List<Identity> who,
            int reviewWithinBusinessDays,
            int maximumOverdueReviews,
            boolean ownChange,
            ZoneId zone,
            List<LocalDate> holidays) {}

    /**
     * A pre-approved kind of change.
     *
     * @param name how a request names it
     * @param services services it covers; empty means all
     * @param who people it covers; empty means all
     * @param paths files it covers, as globs over the whole path in the repository
     * @param approvedBy who approved the template
     * @param expires the last day on which it holds, in UTC
     */
    public record Template(
            String name,
            List<String> services,
            List<Identity> who,
            List<String> paths,
            String approvedBy,
            LocalDate expires) {}
}
