package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of every kind of problem: people act on them, so they are pinned. */
class PolicyProblemsTest {
    /** A line of controls, written as the fifth line of a policy, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            approved-chang: {}                              | 5:3: controls.approved-chang: unknown key (did you mean approved-change?). Allowed here: approved-change, tickets, separation-of-duties, rollback-plan, test-evidence, risk-assessment, required-checks, promotion, change-window, pipeline, emergency, standard-templates.
            test-evidence: {zzz: 1}                         | 5:19: controls.test-evidence.zzz: unknown key. Allowed here: required.
            test-evidence: {required: "yes"}                | 5:29: controls.test-evidence.required: expected true or false, found the text "yes".
            test-evidence: {required: no}                   | 5:29: controls.test-evidence.required: expected true or false, found the text "no".
            test-evidence: {required: }                     | 5:28: controls.test-evidence.required: expected true or false, found nothing.
            test-evidence: []                               | 5:18: controls.test-evidence: expected a mapping (key: value), found a list.
            tickets: {projects: {}}                         | 5:23: controls.tickets.projects: expected a list, found a mapping.
            tickets: {approved-statuses: [10017]}           | 5:33: controls.tickets.approved-statuses[0]: expected a text, found the number 10017; put it in quotes.
            tickets: {approved-statuses: [true]}            | 5:33: controls.tickets.approved-statuses[0]: expected a text, found true; put it in quotes.
            tickets: {approved-statuses: [" "]}             | 5:33: controls.tickets.approved-statuses[0]: the text is blank; write something.
            tickets: {approved-statuses: [a, b, a]}         | 5:32: controls.tickets.approved-statuses: the list holds the same entry twice.
            tickets: {projects: [pay]}                      | 5:24: controls.tickets.projects[0]: the text "pay" does not fit; write for example "PAY" or "CHG".
            tickets: {approver-is-not: [auther]}            | 5:31: controls.tickets.approver-is-not[0]: expected author, committer, co-author, pusher, deployer, reporter or assignee, found the text "auther" (did you mean author?).
            approved-change: {accept: 1}                    | 5:29: controls.approved-change.accept: expected pull-request, ticket, any or all, found the number 1.
            approved-change: {accept: ~}                    | 5:29: controls.approved-change.accept: expected pull-request, ticket, any or all, found nothing.
            approved-change: {minimum-approvals: 0}         | 5:40: controls.approved-change.minimum-approvals: the number 0 is too small; at least 1.
            approved-change: {minimum-approvals: 21}        | 5:40: controls.approved-change.minimum-approvals: the number 21 is too large; at most 20.
            approved-change: {minimum-approvals: two}       | 5:40: controls.approved-change.minimum-approvals: expected a whole number, found the text "two".
            approved-change: {minimum-approvals: 1.0}       | 5:40: controls.approved-change.minimum-approvals: 1.0 would be read as a number; write a whole number in at most nine plain digits, or put the text in quotes.
            approved-change: {minimum-approvals: 0x1}       | 5:40: controls.approved-change.minimum-approvals: 0x1 would be read as a number; write a whole number in at most nine plain digits, or put the text in quotes.
            approved-change: {minimum-approvals: 9999999999} | 5:40: controls.approved-change.minimum-approvals: 9999999999 would be read as a number; write a whole number in at most nine plain digits, or put the text in quotes.
            approved-change: {index-lag: soon}              | 5:32: controls.approved-change.index-lag: the text "soon" does not fit; write for example "20s" or "2m".
            approved-change: {index-lag: "20s\\n"}          | 5:32: controls.approved-change.index-lag: the text "20s?" does not fit; write for example "20s" or "2m".
            rollback-plan: {file: /etc/passwd}              | 5:25: controls.rollback-plan.file: the text "/etc/passwd" does not fit; write for example "docs/rollback.md".
            rollback-plan: {file: a/../../b}                | 5:25: controls.rollback-plan.file: the text "a/../../b" does not fit; write for example "docs/rollback.md".
            rollback-plan: {ticket-field: a b}              | 5:33: controls.rollback-plan.ticket-field: the text "a b" does not fit; write for example "customfield_10010" or "description".
            required-checks: [{app: x}]                     | 5:21: controls.required-checks[0]: the key name is missing here.
            promotion: {from: stagin}                       | 5:21: controls.promotion.from: no environment is named "stagin" (did you mean staging?); those under environments are production, staging.
            change-window: {zone: Mars/Olympus}             | 5:25: controls.change-window.zone: the text "Mars/Olympus" does not fit; write for example "UTC" or "Europe/Berlin".
            change-window: {windows: [{days: [], from: "09:00", to: "17:00"}]} | 5:36: controls.change-window.windows[0].days: the list is empty; write at least one entry.
            change-window: {windows: [{days: [mon-fry], from: "09:00", to: "17:00"}]} | 5:37: controls.change-window.windows[0].days[0]: the text "mon-fry" does not fit; write for example "mon" or "mon-fri".
            change-window: {windows: [{days: [mon], from: 9:00, to: "17:00"}]} | 5:49: controls.change-window.windows[0].from: the text "9:00" does not fit; write for example "09:00" or "24:00".
            change-window: {windows: [{days: [mon], from: 09:00, to: 09:00}]} | 5:60: controls.change-window.windows[0].to: the window ends as it starts, at 09:00; write 00:00 to 24:00 for a whole day.
            change-window: {freezes: [{name: x, from: 2026-02-30, to: 2026-03-01}]} | 5:45: controls.change-window.freezes[0].from: the text "2026-02-30" does not fit; write for example "2026-12-20", "2026-12-20T18:00" or "2026-12-20T18:00+01:00".
            change-window: {freezes: [{name: x, from: 2027-01-03, to: 2026-12-19}]} | 5:61: controls.change-window.freezes[0].to: the freeze ends before it starts.
            emergency: {allowed: true}                      | 5:24: controls.emergency.allowed: emergencies are allowed in production, and nobody may declare one; list people under emergency.who.
            emergency: {who: [Karla]}                       | 5:21: controls.emergency.who[0]: "Karla" is nobody under identities; write a person's name, or github:LOGIN, jira:ID, jenkins:USER or email:ADDRESS.
            emergency: {own-change: yes}                    | 5:27: controls.emergency.own-change: expected refused or allowed, found the text "yes".
            pipeline: {replayed: refuse}                    | 5:24: controls.pipeline.replayed: expected block or allow, found the text "refuse".
            emergency: {holidays: [25 December]}            | 5:26: controls.emergency.holidays[0]: the text "25 December" does not fit; write for example "2026-11-03".
            standard-templates: {t: {approved-by: CAB, expires: 2027-01-01}} | 5:24: controls.standard-templates.t: the key paths is missing here.
            standard-templates: {t: {paths: [], approved-by: CAB, expires: 2027-01-01}} | 5:35: controls.standard-templates.t.paths: the list is empty; write at least one entry.
            standard-templates: {t: {paths: [a], approved-by: CAB, expires: soon}} | 5:67: controls.standard-templates.t.expires: the text "soon" does not fit; write for example "2026-11-03".
            standard-templates: {t: {paths: [a], approved-by: CAB, expires: 2027-01-01, who: [x]}} | 5:85: controls.standard-templates.t.who[0]: "x" is nobody under identities; write a person's name, or github:LOGIN, jira:ID, jenkins:USER or email:ADDRESS.
            """)
    void shouldSayWhatIsWrongWithAControl(String line, String said) {
        assertThat(PolicyText.refused(PolicyText.with("controls:\n  " + line)).problems())
                .first()
                .hasToString("policy.yml:" + said);
    }

    /** What is added to a policy as its fourth line, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            identities: [{github: a, jira: b}]              | 4:14: identities[0]: the key person is missing here.
            identities: [{person: A}]                       | 4:14: identities[0]: too few keys; at least 2. Allowed here: person, github, jira, jenkins, emails.
            identities: [{person: "a:b", github: a}]        | 4:23: identities[0].person: the text "a:b" does not fit; write for example "Ben Ito".
            identities: [{person: A, github: 007}]          | 4:34: identities[0].github: 007 would be read as a number; write a whole number in at most nine plain digits, or put the text in quotes.
            identities: [{person: A, github: {}}]           | 4:34: identities[0].github: expected a text or a list, found a mapping.
            identities: [{person: A, github: "\\u2003"}]    | 4:34: identities[0].github: this id is blank.
            identities: [{person: A, github: a}, {person: B, github: [b, A]}] | 4:62: identities[1].github[1]: github:a is listed for A already.
            identities: [{person: A, github: a}, {person: B, emails: [a@users.noreply.github.com]}] | 4:59: identities[1].emails[0]: github:a is listed for A already.
            identities: [{person: A, github: a}, {person: A, jira: b}] | 4:47: identities[1].person: this person is listed twice; write all identities in one entry.
            services: {web: {repository: web}}              | 4:30: services.web.repository: the text "web" does not fit; write for example "example/payments-api".
            services: {web: {environments: {prod: {}}}}     | 4:33: services.web.environments.prod: no environment is named "prod"; those under environments are production, staging.
            services: {web: {environments: {staging: {mode: out-of-scope}}}} | 4:33: services.web.environments.staging: the key reason is missing here.
            services: {" web": {}}                          | 4:12: services. web: a name has 1 to 200 characters, and no space at its ends.
            environments: {}                                | 4:1: environments: this key is written twice, first in line 3.
            """)
    void shouldSayWhatIsWrongOutsideTheControls(String line, String said) {
        assertThat(PolicyText.problems(PolicyText.with(line))).isEqualTo("policy.yml:" + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accept: ticket   | tickets.projects and tickets.approved-statuses (or tickets.service-desk: true); accept ticket needs it.
            accept: any      | tickets.projects and tickets.approved-statuses (or tickets.service-desk: true); accept any needs it.
            accept: all      | tickets.projects and tickets.approved-statuses (or tickets.service-desk: true); accept all needs it.
            """)
    void shouldNotAcceptTicketsThatCannotApprove(String accept, String missing) {
        assertThat(PolicyText.problems(PolicyText.SCOPE + "environments: {production: {controls: {approved-change: {"
                        + accept + "}}}}"))
                .isEqualTo("policy.yml:3:66: environments.production.controls.approved-change.accept: "
                        + "no ticket can approve in production without " + missing);
    }

    @Test
    void shouldFindWhatDoesNotFitAcrossLevels() throws PolicyException {
        var half = PolicyText.with("""
                controls: {tickets: {projects: [PAY], service-desk: true}, approved-change: {accept: ticket}}
                services:
                  web: {controls: {tickets: {service-desk: false}}}
                """);

        assertThat(PolicyText.problems(half)).isEqualTo("""
                        policy.yml:4:86: controls.approved-change.accept: no ticket can approve in production without tickets.approved-statuses (or tickets.service-desk: true); accept ticket needs it.
                        policy.yml:4:86: controls.approved-change.accept: no ticket can approve in staging without tickets.approved-statuses (or tickets.service-desk: true); accept ticket needs it.""".indent(0).strip());
        assertThat(PolicyText.read(half.replace("service-desk: false", "service-desk: true")))
                .isNotNull();
    }

    @Test
    void shouldFindPromotionsThatGoRound() {
        assertThat(PolicyText.problems(PolicyText.SCOPE + """
                        environments:
                          production: {controls: {promotion: {from: staging}}}
                          staging: {controls: {promotion: {from: production}}}
                          test: {controls: {promotion: {from: test}}}
                        """)).isEqualTo("""
                        policy.yml:4:45: environments.production.controls.promotion.from: production can never be reached: its promotion goes round in a circle.
                        policy.yml:5:42: environments.staging.controls.promotion.from: staging can never be reached: its promotion goes round in a circle.
                        policy.yml:6:39: environments.test.controls.promotion.from: test can never be reached: its promotion goes round in a circle.""".strip());
    }

    @Test
    void shouldAskForScopeVersionAndEnvironments() {
        assertThat(PolicyText.problems("{}")).isEqualTo("""
                        policy.yml:1:1: the key version is missing here.
                        policy.yml:1:1: the key scope is missing here.
                        policy.yml:1:1: the key environments is missing here.""");
        assertThat(PolicyText.problems("version: 2\nscope: {}\nenvironments: {}"))
                .isEqualTo("""
                        policy.yml:1:10: version: expected 1, found the number 2.
                        policy.yml:2:1: scope: the key statement is missing here.
                        policy.yml:2:1: scope: the key approved-by is missing here.
                        policy.yml:2:1: scope: the key approved-on is missing here.
                        policy.yml:3:15: environments: too few keys; at least 1.""");
    }

    @Test
    void shouldShowFiftyProblemsAndCountTheRest() {
        var many = "a: 1\n" + "b: 1\n".repeat(60);
        var refused = PolicyText.refused(many);

        assertThat(refused.problems()).hasSize(64);
        assertThat(refused.getMessage().lines()).hasSize(51).last().isEqualTo("… and 14 more");
    }

    @Test
    void shouldMakeWhatItQuotesHarmless() {
        assertThat(PolicyText.problems(
                        PolicyText.with("\"\\e[31mred\": 1\ncontrols: {tickets: {projects: [\"\\e[2Jx\"]}}")))
                .isEqualTo("""
                        policy.yml:4:1: ?[31mred: the key holds a control character; remove it.
                        policy.yml:5:33: controls.tickets.projects[0]: the text holds the control character U+001B; remove it.""");
        assertThat(PolicyText.problems(PolicyText.with("services: {web: {repository: " + "x".repeat(100) + "}}")))
                .contains("the text \"" + "x".repeat(60) + "…\" does not fit");
    }
}
