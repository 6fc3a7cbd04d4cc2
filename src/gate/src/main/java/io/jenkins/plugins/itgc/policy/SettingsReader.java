package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Turns complete controls, which the schema allows, into settings. */
final class SettingsReader {
    private final People people;

    SettingsReader(People people) {
        this.people = people;
    }

    Settings read(JsonNode controls) {
        var separation = controls.path("separation-of-duties");
        return new Settings(
                approvedChange(controls.path("approved-change")),
                tickets(controls.path("tickets")),
                new Settings.Separation(
                        roles(separation.path("approver-is-not")), roles(separation.path("deployer-is-not"))),
                plan(controls.path("rollback-plan")),
                new Settings.TestRules(
                        controls.path("test-evidence").path("required").booleanValue()),
                plan(controls.path("risk-assessment")),
                list(controls.path("required-checks"), SettingsReader::requiredCheck),
                new Settings.Promotion(text(controls.path("promotion").path("from"))),
                calendar(controls.path("change-window")),
                pipeline(controls.path("pipeline")),
                emergency(controls.path("emergency")),
                controls.path("standard-templates").properties().stream()
                        .map(entry -> template(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Settings.ApprovedChange approvedChange(JsonNode section) {
        return new Settings.ApprovedChange(
                choice(Settings.Accept.class, section.path("accept")),
                section.path("minimum-approvals").intValue(),
                section.path("stale-approvals").asText().equals("accept"),
                texts(section.path("base-branches")),
                choice(Settings.FirstDeployment.class, section.path("first-deployment")),
                choice(Settings.RollbackRule.class, section.path("rollback")),
                CalendarText.duration(section.path("index-lag").asText()));
    }

    private static Settings.TicketRules tickets(JsonNode section) {
        return new Settings.TicketRules(
                texts(section.path("projects")),
                texts(section.path("approved-statuses")),
                section.path("service-desk").booleanValue(),
                roles(section.path("approver-is-not")));
    }

    private static Settings.PlanRules plan(JsonNode section) {
        return new Settings.PlanRules(
                section.path("required").booleanValue(),
                section.path("minimum-length").intValue(),
                texts(section.path("headings")),
                text(section.path("ticket-field")),
                text(section.path("file")),
                texts(section.path("placeholders")));
    }

    private static Settings.RequiredCheck requiredCheck(JsonNode check) {
        return new Settings.RequiredCheck(check.path("name").asText(), text(check.path("app")));
    }

    private static Settings.Calendar calendar(JsonNode section) {
        var zone = ZoneId.of(section.path("zone").asText());
        return new Settings.Calendar(
                zone, list(section.path("windows"), SettingsReader::window), freezes(section.path("freezes"), zone));
    }

    static List<Settings.Freeze> freezes(JsonNode freezes, ZoneId zone) {
        return list(freezes, freeze -> freeze(freeze, zone));
    }

    private static Settings.Window window(JsonNode window) {
        return new Settings.Window(
                CalendarText.days(texts(window.path("days"))),
                CalendarText.time(window.path("from").asText()),
                CalendarText.time(window.path("to").asText()));
    }

    private static Settings.Freeze freeze(JsonNode freeze, ZoneId zone) {
        return new Settings.Freeze(
                freeze.path("name").asText(),
                CalendarText.start(freeze.path("from").asText(), zone),
                CalendarText.end(freeze.path("to").asText(), zone));
    }

    private static Settings.PipelineRules pipeline(JsonNode section) {
        return new Settings.PipelineRules(
                section.path("replayed").asText().equals("allow"),
                section.path("restarted").asText().equals("allow"),
                section.path("rebuilt").asText().equals("allow"));
    }

    private Settings.Emergency emergency(JsonNode section) {
        return new Settings.Emergency(
                section.path("allowed").booleanValue(),
                identities(section.path("who")),
                section.path("review-within-business-days").intValue(),
                section.path("maximum-overdue-reviews").intValue(),
                section.path("own-change").asText().equals("allowed"),
                ZoneId.of(section.path("zone").asText()),
                list(section.path("holidays"), day -> LocalDate.parse(day.asText())));
    }

    private Settings.Template template(String name, JsonNode template) {
        return new Settings.Template(
                name,
                texts(template.path("services")),
                identities(template.path("who")),
                texts(template.path("paths")),
                template.path("approved-by").asText(),
                LocalDate.parse(template.path("expires").asText()));
    }

    private List<Identity> identities(JsonNode who) {
        return texts(who).stream()
                .flatMap(text -> people.identities(text).stream())
                .distinct()
                .toList();
    }

    private static Set<Settings.Role> roles(JsonNode list) {
        var roles = EnumSet.noneOf(Settings.Role.class);
        list.forEach(role -> roles.add(choice(Settings.Role.class, role)));
        return Collections.unmodifiableSet(roles);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode value) {
        return Enum.valueOf(type, value.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static List<String> texts(JsonNode list) {
        return list(list, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode list, Function<JsonNode, T> reader) {
        return StreamSupport.stream(list.spliterator(), false).map(reader).toList();
    }

    /** An empty text means that there is none: so a lower level can take back what a higher one set. */
    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }
}
