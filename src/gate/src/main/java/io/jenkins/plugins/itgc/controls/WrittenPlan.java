package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.policy.Settings.PlanRules;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text that somebody must have written: rollback plan, or risk and impact assessment. One text that says something is
 * enough, wherever it was found.
 */
final class WrittenPlan implements Control {
    private static final Set<String> PLACEHOLDERS = Set.of(
            "",
            "na",
            "none",
            "no",
            "nil",
            "nope",
            "tbd",
            "tba",
            "tbc",
            "todo",
            "to do",
            "to be done",
            "to be defined",
            "to be determined",
            "not applicable",
            "not available",
            "not needed",
            "not required",
            "nothing",
            "pending",
            "see above",
            "see below",
            "same as above",
            "wip",
            "x",
            "xx",
            "xxx",
            "test",
            "yes",
            "ok",
            "fixme");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\s]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String id;
    private final String title;
    private final ReasonCode none;
    private final ReasonCode boilerplate;
    private final ReasonCode tooShort;
    private final Function<Settings, PlanRules> rules;
    private final Function<Evidence, List<Reading<Passage>>> passages;

    private WrittenPlan(
            String id,
            String title,
            ReasonCode none,
            ReasonCode boilerplate,
            ReasonCode tooShort,
            Function<Settings, PlanRules> rules,
            Function<Evidence, List<Reading<Passage>>> passages) {
        this.id = id;
        this.title = title;
        this.none = none;
        this.boilerplate = boilerplate;
        this.tooShort = tooShort;
        this.rules = rules;
        this.passages = passages;
    }

    static WrittenPlan rollback() {
        return new WrittenPlan(
                "rollback-plan",
                "rollback plan",
                ReasonCode.ROLLBACK_PLAN_NONE,
                ReasonCode.ROLLBACK_PLAN_BOILERPLATE,
                ReasonCode.ROLLBACK_PLAN_TOO_SHORT,
                Settings::rollbackPlan,
                Evidence::rollbackPlans);
    }

    static WrittenPlan riskAssessment() {
        return new WrittenPlan(
                "risk-assessment",
                "risk and impact",
                ReasonCode.RISK_ASSESSMENT_NONE,
                ReasonCode.RISK_ASSESSMENT_BOILERPLATE,
                ReasonCode.RISK_ASSESSMENT_TOO_SHORT,
                Settings::riskAssessment,
                Evidence::riskAssessments);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        PlanRules asked = rules.apply(policy.settings());
        if (!asked.required()) {
            return ControlResult.notApplicable(this, "the policy does not ask for it");
        }
        var reasons = new ArrayList<Reason>();
        for (Reading<Passage> reading : passages.apply(evidence)) {
            Optional<Reason> against = against(reading, asked);
            if (against.isEmpty()) {
                Passage found = reading.get();
                return ControlResult.of(
                        this, List.of(), List.of(found.source() + ", " + found.length() + " characters"));
            }
            reasons.add(against.get());
        }
        if (reasons.isEmpty()) {
            reasons.add(unread(evidence, asked).orElseGet(() -> new Reason(none, "", "looked in " + places(asked))));
        }
        return ControlResult.of(this, reasons, List.of());
    }

    /** Why a place could not be looked into: what was not read may hold the text. */
    private static Optional<Reason> unread(Evidence evidence, PlanRules asked) {
        Stream<Reason> range = evidence.trace().range().isPresent()
                ? Stream.empty()
                : Stream.of(evidence.trace().range().why().about("range"));
        Stream<Reason> commits = evidence.trace().commits().stream()
                .flatMap(commit -> commit.reasons().stream())
                .filter(reason -> reason.code().kind() == ReasonCode.Kind.UNKNOWN);
        Stream<Reason> tickets = evidence.tickets().stream()
                .filter(ticket ->
                        asked.ticketField().isPresent() && !ticket.ticket().isPresent())
                .map(ticket -> ticket.ticket().why().about(ticket.key()));
        return Stream.of(range, commits, tickets).flatMap(reasons -> reasons).findFirst();
    }

    private Optional<Reason> against(Reading<Passage> reading, PlanRules asked) {
        if (!reading.isPresent()) {
            return Optional.of(reading.why().about(title));
        }
        Passage passage = reading.get();
        if (isPlaceholder(passage.text(), asked)) {
            return Optional.of(new Reason(boilerplate, passage.source(), "says nothing"));
        }
        if (passage.length() < asked.minimumLength()) {
            return Optional.of(new Reason(
                    tooShort,
                    passage.source(),
                    passage.length() + " characters, the policy asks for " + asked.minimumLength()));
        }
        return Optional.empty();
    }

    private static boolean isPlaceholder(String text, PlanRules asked) {
        String whole = words(text);
        return text.lines().allMatch(line -> PLACEHOLDERS.contains(words(line)))
                || PLACEHOLDERS.contains(whole)
                || asked.placeholders().stream()
                        .anyMatch(placeholder -> words(placeholder).equals(whole));
    }

    private static String words(String text) {
        String bare = NO_WORD.matcher(text.replace("/", "")).replaceAll(" ");
        return SPACE.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static String places(PlanRules asked) {
        return String.join(
                ", ",
                Stream.of(
                                Stream.of("the request"),
                                asked.file().stream(),
                                asked.headings().stream()
                                        .limit(1)
                                        .map(heading -> "the pull requests' section \"" + heading + "\""),
                                asked.ticketField().stream().map(field -> "the tickets' field " + field))
                        .flatMap(Function.identity())
                        .toList());
    }
}
