package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.SettingInForce.Level;
import io.jenkins.plugins.itgc.policy.Settings.Accept;
import io.jenkins.plugins.itgc.policy.Settings.ApprovedChange;
import io.jenkins.plugins.itgc.policy.Settings.Calendar;
import io.jenkins.plugins.itgc.policy.Settings.Emergency;
import io.jenkins.plugins.itgc.policy.Settings.FirstDeployment;
import io.jenkins.plugins.itgc.policy.Settings.Freeze;
import io.jenkins.plugins.itgc.policy.Settings.PipelineRules;
import io.jenkins.plugins.itgc.policy.Settings.PlanRules;
import io.jenkins.plugins.itgc.policy.Settings.Promotion;
import io.jenkins.plugins.itgc.policy.Settings.RequiredCheck;
import io.jenkins.plugins.itgc.policy.Settings.Role;
import io.jenkins.plugins.itgc.policy.Settings.RollbackRule;
import io.jenkins.plugins.itgc.policy.Settings.Separation;
import io.jenkins.plugins.itgc.policy.Settings.Template;
import io.jenkins.plugins.itgc.policy.Settings.TestRules;
import io.jenkins.plugins.itgc.policy.Settings.TicketRules;
import io.jenkins.plugins.itgc.policy.Settings.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicySettingsTest {
    /** Every setting with two values that differ from each other and from the default. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("approved-change.accept", List.of("\"any\"", "\"all\"")),
            Map.entry("approved-change.minimum-approvals", List.of("2", "3")),
            Map.entry("approved-change.stale-approvals", List.of("\"accept\"", "\"refuse\"")),
            Map.entry("approved-change.base-branches", List.of("[\"main\"]", "[\"a\",\"b\"]")),
            Map.entry("approved-change.first-deployment", List.of("\"tip-only\"", "\"baseline\"")),
            Map.entry("approved-change.rollback", List.of("\"any\"", "\"deployed-before\"")),
            Map.entry("approved-change.index-lag", List.of("\"5s\"", "\"2m\"")),
            Map.entry("tickets.projects", List.of("[\"PAY\"]", "[\"PAY\",\"CHG\"]")),
            Map.entry("tickets.approved-statuses", List.of("[\"Done\"]", "[\"10017\"]")),
            Map.entry("tickets.service-desk", List.of("true", "false")),
            Map.entry("tickets.approver-is-not", List.of("[]", "[\"pusher\"]")),
            Map.entry("separation-of-duties.approver-is-not", List.of("[]", "[\"author\"]")),
            Map.entry("separation-of-duties.deployer-is-not", List.of("[]", "[\"committer\"]")),
            Map.entry("rollback-plan.required", List.of("false", "true")),
            Map.entry("rollback-plan.minimum-length", List.of("1", "2")),
            Map.entry("rollback-plan.headings", List.of("[]", "[\"Undo\"]")),
            Map.entry("rollback-plan.ticket-field", List.of("\"customfield_1\"", "\"\"")),
            Map.entry("rollback-plan.file", List.of("\"docs/undo.md\"", "\"\"")),
            Map.entry("rollback-plan.placeholders", List.of("[\"?\"]", "[]")),
            Map.entry("test-evidence.required", List.of("false", "true")),
            Map.entry("risk-assessment.required", List.of("true", "false")),
            Map.entry("risk-assessment.minimum-length", List.of("1", "2")),
            Map.entry("risk-assessment.headings", List.of("[]", "[\"Risks\"]")),
            Map.entry("risk-assessment.ticket-field", List.of("\"customfield_2\"", "\"\"")),
            Map.entry("risk-assessment.file", List.of("\"risk.md\"", "\"\"")),
            Map.entry("risk-assessment.placeholders", List.of("[\"?\"]", "[]")),
            Map.entry("required-checks", List.of("[{\"name\":\"scan\"}]", "[{\"name\":\"scan\",\"app\":\"x\"}]")),
            Map.entry("promotion.from", List.of("\"staging\"", "\"\"")),
            Map.entry("change-window.zone", List.of("\"Europe/Berlin\"", "\"Asia/Tokyo\"")),
            Map.entry(
                    "change-window.windows",
                    List.of("[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"17:00\"}]", "[]")),
            Map.entry(
                    "change-window.freezes",
                    List.of("[{\"name\":\"x\",\"from\":\"2026-12-20\",\"to\":\"2026-12-31\"}]", "[]")),
            Map.entry("emergency.allowed", List.of("true", "false")),
            Map.entry("emergency.who", List.of("[\"github:ben\"]", "[\"Carla\"]")),
            Map.entry("emergency.review-within-business-days", List.of("1", "3")),
            Map.entry("emergency.maximum-overdue-reviews", List.of("1", "2")),
            Map.entry("pipeline.replayed", List.of("\"allow\"", "\"block\"")),
            Map.entry("pipeline.restarted", List.of("\"block\"", "\"allow\"")),
            Map.entry("pipeline.rebuilt", List.of("\"block\"", "\"allow\"")),
            Map.entry("emergency.own-change", List.of("\"allowed\"", "\"refused\"")),
            Map.entry("emergency.zone", List.of("\"Europe/Berlin\"", "\"Asia/Tokyo\"")),
            Map.entry("emergency.holidays", List.of("[\"2026-12-25\"]", "[]")));

    /** Has what some settings need beside them, on the weakest level. */
    private static final String FIRM = PolicyText.SCOPE + """
            identities: [{person: Carla, github: carla}]
            controls:
              tickets: {projects: [TST], approved-statuses: [Tested]}
              emergency: {who: ["github:lead"]}
            environments: {production: {}, staging: {controls: {promotion: {from: ""}}}}
            services: {web: {environments: {staging: {controls: {promotion: {from: ""}}}}}}
            """;

    private static final Map<Level, String> HOLDERS = new EnumMap<>(Map.of(
            Level.CONTROLS, "/controls",
            Level.ENVIRONMENT, "/environments/production/controls",
            Level.SERVICE, "/services/web/controls",
            Level.SERVICE_ENVIRONMENT, "/services/web/environments/production/controls"));

    static Stream<String> settings() throws PolicyException {
        return PolicyText.read(FIRM).describe("web", "production").stream()
                .map(SettingInForce::key)
                .filter(key -> !key.equals("mode") && !key.equals("standard-templates"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldLayEachLevelOverTheOneBefore(String key) throws Exception {
        var document = (ObjectNode) PolicyText.read(FIRM).document();
        int turn = 0;
        for (var holder : HOLDERS.entrySet()) {
            var value = new JsonMapper().readTree(VALUES.get(key).get(turn++ % 2));
            int point = key.indexOf('.');
            var section = point < 0 ? holder.getValue() : holder.getValue() + "/" + key.substring(0, point);
            document.withObject(section).set(key.substring(point + 1), value);

            assertThat(Policy.of(document).describe("web", "production"))
                    .contains(new SettingInForce(key, value, holder.getKey()));
            assertThat(Policy.of(document).describe("api", "production"))
                    .as("what holds for one service does not hold for another")
                    .noneMatch(setting -> setting.level().compareTo(Level.ENVIRONMENT) > 0);
        }
    }

    @Test
    void shouldHaveSafeDefaults() throws PolicyException {
        var settings = PolicyText.read(PolicyText.with(""))
                .effective("web", "production")
                .settings();

        assertThat(settings)
                .isEqualTo(new Settings(
                        new ApprovedChange(
                                Accept.PULL_REQUEST,
                                1,
                                false,
                                List.of(),
                                FirstDeployment.BASELINE,
                                RollbackRule.DEPLOYED_BEFORE,
                                Duration.ofSeconds(20)),
                        new TicketRules(
                                List.of(),
                                List.of(),
                                false,
                                Set.of(Role.REPORTER, Role.ASSIGNEE, Role.AUTHOR, Role.DEPLOYER)),
                        new Separation(
                                Set.of(Role.AUTHOR, Role.COMMITTER, Role.CO_AUTHOR, Role.PUSHER, Role.DEPLOYER),
                                Set.of(Role.AUTHOR)),
                        new PlanRules(
                                true,
                                40,
                                List.of("Rollback", "Rollback plan", "Roll back", "Backout", "Back-out plan"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        new TestRules(true),
                        new PlanRules(
                                false,
                                40,
                                List.of("Risk", "Risk and impact", "Impact"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        List.of(),
                        new Promotion(Optional.empty()),
                        new Calendar(ZoneId.of("UTC"), List.of(), List.of()),
                        new PipelineRules(false, true, true),
                        new Emergency(false, List.of(), 2, 0, false, ZoneId.of("UTC"), List.of()),
                        List.of()));
    }

    @Test
    void shouldReadEverySetting() throws PolicyException {
        var settings = PolicyText.read(PolicyText.with("""
                        controls:
                          approved-change:
                            accept: all
                            minimum-approvals: 2
                            stale-approvals: accept
                            base-branches: [main, "release/*"]
                            first-deployment: tip-only
                            rollback: any
                            index-lag: 2m
                          tickets:
                            projects: [PAY]
                            approved-statuses: [Approved, "10017"]
                            service-desk: true
                            approver-is-not: [co-author, pusher, committer]
                          separation-of-duties: {approver-is-not: [author], deployer-is-not: [co-author]}
                          rollback-plan:
                            required: false
                            minimum-length: 10
                            headings: [Undo]
                            ticket-field: customfield_1
                            file: docs/undo.md
                            placeholders: [Say how.]
                          test-evidence: {required: false}
                          risk-assessment: {required: true, minimum-length: 20, headings: [Risks], file: risk.md}
                          required-checks: [{name: scan, app: scanner}, {name: lint}]
                          change-window:
                            zone: Europe/Berlin
                            windows: [{days: [fri-mon, wed], from: "22:00", to: "02:30"}]
                            freezes: [{name: year's end, from: 2026-12-19, to: 2027-01-03T12:00}]
                          pipeline: {replayed: allow, restarted: block, rebuilt: block}
                          emergency:
                            allowed: true
                            who: ["jira:5b10"]
                            review-within-business-days: 3
                            maximum-overdue-reviews: 4
                            own-change: allowed
                            zone: Asia/Tokyo
                            holidays: [2026-12-25]
                          standard-templates:
                            v1.texts:
                              services: [web]
                              who: ["github:ben"]
                              paths: ["texts/**"]
                              approved-by: CAB
                              expires: 2027-03-31
                        services: {web: {environments: {production: {controls: {promotion: {from: staging}}}}}}
                        """))
                .effective("web", "production")
                .settings();

        assertThat(settings)
                .isEqualTo(new Settings(
                        new ApprovedChange(
                                Accept.ALL,
                                2,
                                true,
                                List.of("main", "release/*"),
                                FirstDeployment.TIP_ONLY,
                                RollbackRule.ANY,
                                Duration.ofMinutes(2)),
                        new TicketRules(
                                List.of("PAY"),
                                List.of("Approved", "10017"),
                                true,
                                Set.of(Role.CO_AUTHOR, Role.PUSHER, Role.COMMITTER)),
                        new Separation(Set.of(Role.AUTHOR), Set.of(Role.CO_AUTHOR)),
                        new PlanRules(
                                false,
                                10,
                                List.of("Undo"),
                                Optional.of("customfield_1"),
                                Optional.of("docs/undo.md"),
                                List.of("Say how.")),
                        new TestRules(false),
                        new PlanRules(true, 20, List.of("Risks"), Optional.empty(), Optional.of("risk.md"), List.of()),
                        List.of(
                                new RequiredCheck("scan", Optional.of("scanner")),
                                new RequiredCheck("lint", Optional.empty())),
                        new Promotion(Optional.of("staging")),
                        new Calendar(
                                ZoneId.of("Europe/Berlin"),
                                List.of(new Window(
                                        Set.of(
                                                DayOfWeek.FRIDAY,
                                                DayOfWeek.SATURDAY,
                                                DayOfWeek.SUNDAY,
                                                DayOfWeek.MONDAY,
                                                DayOfWeek.WEDNESDAY),
                                        LocalTime.of(22, 0),
                                        LocalTime.of(2, 30))),
                                List.of(new Freeze(
                                        "year's end",
                                        Instant.parse("2026-12-18T23:00:00Z"),
                                        Instant.parse("2027-01-03T11:00:00Z")))),
                        new PipelineRules(true, false, false),
                        new Emergency(
                                true,
                                List.of(Identity.jira("5b10")),
                                3,
                                4,
                                true,
                                ZoneId.of("Asia/Tokyo"),
                                List.of(LocalDate.of(2026, 12, 25))),
                        List.of(new Template(
                                "v1.texts",
                                List.of("web"),
                                List.of(Identity.gitHub("ben")),
                                List.of("texts/**"),
                                "CAB",
                                LocalDate.of(2027, 3, 31)))));
    }

    @Test
    void shouldCountTheLastDayOfAFreezeAndOfAWindowInFull() throws PolicyException {
        var calendar = PolicyText.read(PolicyText.with("""
                        controls:
                          change-window:
                            windows: [{days: [sat], from: "00:00", to: "24:00"}]
                            freezes:
                              - {name: days, from: 2026-12-19, to: 2026-12-19}
                              - {name: offset, from: "2026-12-19T01:00+02:00", to: "2026-12-19T00:00Z"}
                        """))
                .effective("web", "production")
                .settings()
                .changeWindow();

        assertThat(calendar.windows().get(0).to()).isEqualTo(LocalTime.MAX);
        assertThat(calendar.freezes())
                .containsExactly(
                        new Freeze(
                                "days", Instant.parse("2026-12-19T00:00:00Z"), Instant.parse("2026-12-20T00:00:00Z")),
                        new Freeze(
                                "offset",
                                Instant.parse("2026-12-18T23:00:00Z"),
                                Instant.parse("2026-12-19T00:00:00Z")));
    }

    @Test
    void shouldReplaceATemplateAsAWhole() throws PolicyException {
        var policy = PolicyText.read(PolicyText.with("""
                controls:
                  standard-templates:
                    texts: {services: [web], paths: [a], approved-by: CAB, expires: 2027-03-31}
                    flags: {paths: [b], approved-by: CAB, expires: 2027-03-31}
                services:
                  web:
                    controls:
                      standard-templates: {texts: {paths: [c], approved-by: Dana, expires: 2027-06-30}}
                """));

        assertThat(policy.effective("web", "production").settings().standardTemplates())
                .containsExactly(
                        new Template("texts", List.of(), List.of(), List.of("c"), "Dana", LocalDate.of(2027, 6, 30)),
                        new Template("flags", List.of(), List.of(), List.of("b"), "CAB", LocalDate.of(2027, 3, 31)));
    }
}
