package io.jenkins.plugins.itgc.policy;

import static io.jenkins.plugins.itgc.policy.MergedControls.pointer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a schema cannot say: that the parts of a policy fit each other. */
final class Consistency {
    private final PolicyDocument document;
    private final People people;
    private final Problems problems;
    private final List<String> environments;

    private Consistency(PolicyDocument document, People people, Problems problems) {
        this.document = document;
        this.people = people;
        this.problems = problems;
        this.environments = names(document.root().path("environments"));
    }

    /** Names in one place must exist in the other. Bears documents that the schema refused. */
    static void checkNames(PolicyDocument document, People people, Problems problems) {
        new Consistency(document, people, problems).names();
    }

    private void names() {
        namesIn(JsonPointer.empty());
        namesInAll(pointer("environments"));
        for (var service : names(document.root().path("services"))) {
            var at = pointer("services", service);
            var own = at.appendProperty("environments");
            namesIn(at);
            namesInAll(own);
            for (var environment : names(document.root().at(own))) {
                environmentExists(own.appendProperty(environment), environment, true);
            }
        }
    }

    private void namesInAll(JsonPointer holders) {
        names(document.root().at(holders)).forEach(name -> namesIn(holders.appendProperty(name)));
    }

    private void namesIn(JsonPointer holder) {
        var controls = holder.append(pointer("controls"));
        var from = controls.append(pointer("promotion", "from"));
        var lower = document.root().at(from);
        if (lower.isTextual() && !lower.textValue().isEmpty()) {
            environmentExists(from, lower.textValue(), false);
        }
        persons(controls.append(pointer("emergency", "who")));
        var templates = controls.appendProperty("standard-templates");
        names(document.root().at(templates))
                .forEach(name -> persons(templates.appendProperty(name).appendProperty("who")));
        windows(controls.append(pointer("change-window", "windows")));
    }

    private void environmentExists(JsonPointer at, String name, boolean isKey) {
        if (!environments.isEmpty() && !environments.contains(name)) {
            problems.add(
                    isKey ? document.key(at) : document.value(at),
                    at,
                    "no environment is named " + Wording.quoted(name) + Wording.didYouMean(name, environments)
                            + "; those under environments are " + Wording.listed(environments) + ".");
        }
    }

    private void persons(JsonPointer list) {
        var who = document.root().at(list);
        for (int i = 0; i < who.size(); i++) {
            var at = list.appendIndex(i);
            var text = document.root().at(at).asText();
            if (!people.knows(text)) {
                problem(
                        at,
                        Wording.quoted(text) + " is nobody under identities"
                                + Wording.didYouMean(text, people.names())
                                + "; write a person's name, or github:LOGIN, jira:ID, jenkins:USER or email:ADDRESS.");
            }
        }
    }

    private void windows(JsonPointer list) {
        var windows = document.root().at(list);
        for (int i = 0; i < windows.size(); i++) {
            var from = windows.path(i).path("from");
            if (from.isTextual() && from.equals(windows.path(i).path("to"))) {
                problem(
                        list.appendIndex(i).appendProperty("to"),
                        "the window ends as it starts, at " + Wording.clean(from.asText())
                                + "; write 00:00 to 24:00 for a whole day.");
            }
        }
    }

    /** Settings from several levels must make sense together. Wants a document that the schema allows. */
    static void checkSettings(PolicyDocument document, Problems problems) {
        var check = new Consistency(document, People.read(document, problems), problems);
        check.settings("");
        for (var service : document.root().path("services").properties()) {
            if (service.getValue().has("controls") || service.getValue().has("environments")) {
                check.settings(service.getKey());
            }
        }
    }

    private void settings(String service) {
        var merged = new LinkedHashMap<String, MergedControls>();
        environments.forEach(
                environment -> merged.put(environment, MergedControls.of(document.root(), service, environment)));
        merged.forEach((environment, controls) -> {
            ticketsCanApprove(controls, environment);
            emergenciesHaveSomebody(controls, environment);
            freezesEnd(controls);
            promotionStarts(merged, environment);
        });
    }

    private void ticketsCanApprove(MergedControls controls, String environment) {
        var accept = controls.value("approved-change.accept").asText();
        if (accept.equals("pull-request")) {
            return;
        }
        var missing = new ArrayList<String>();
        if (controls.value("tickets.projects").isEmpty()) {
            missing.add("tickets.projects");
        }
        if (controls.value("tickets.approved-statuses").isEmpty()
                && !controls.value("tickets.service-desk").booleanValue()) {
            missing.add("tickets.approved-statuses (or tickets.service-desk: true)");
        }
        if (!missing.isEmpty()) {
            problem(
                    controls.at("approved-change.accept"),
                    "no ticket can approve in " + Wording.clean(environment) + " without "
                            + String.join(" and ", missing) + "; accept " + accept + " needs it.");
        }
    }

    private void emergenciesHaveSomebody(MergedControls controls, String environment) {
        if (controls.value("emergency.allowed").booleanValue()
                && controls.value("emergency.who").isEmpty()) {
            problem(
                    controls.at("emergency.allowed"),
                    "emergencies are allowed in " + Wording.clean(environment)
                            + ", and nobody may declare one; list people under emergency.who.");
        }
    }

    private void freezesEnd(MergedControls controls) {
        var zone = ZoneId.of(controls.value("change-window.zone").asText());
        var freezes = SettingsReader.freezes(controls.value("change-window.freezes"), zone);
        for (int i = 0; i < freezes.size(); i++) {
            var freeze = freezes.get(i);
            if (!freeze.to().isAfter(freeze.from())) {
                problem(
                        controls.at("change-window.freezes").appendIndex(i).appendProperty("to"),
                        "the freeze ends before it starts.");
            }
        }
    }

    /** Follows the promotion down; where it comes back, nothing could ever be deployed first. */
    private void promotionStarts(Map<String, MergedControls> merged, String environment) {
        var passed = new HashSet<String>();
        for (var next = environment; passed.add(next); next = lower(merged, next)) {
            if (lower(merged, next).isEmpty()) {
                return;
            }
        }
        problem(
                merged.get(environment).at("promotion.from"),
                Wording.clean(environment) + " can never be reached: its promotion goes round in a circle.");
    }

    private static String lower(Map<String, MergedControls> merged, String environment) {
        return merged.get(environment).value("promotion.from").asText();
    }

    private void problem(JsonPointer at, String message) {
        problems.add(document.value(at), at, message);
    }

    private static List<String> names(JsonNode mapping) {
        var names = new ArrayList<String>();
        mapping.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
