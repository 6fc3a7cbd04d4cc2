package io.jenkins.plugins.itgc.evidence.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.FakeTime;
import io.jenkins.plugins.itgc.http.Limits;
import io.jenkins.plugins.itgc.http.Loopback;
import io.jenkins.plugins.itgc.reason.AccessLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraAccessTest {
    private final JiraFixture jira = new JiraFixture()
            .say("/rest/api/2/myself", 200, "{\"accountId\":\"5b10\"}")
            .say("/rest/api/2/project/PAY", 200, "{\"key\":\"PAY\"}")
            .say("/rest/servicedeskapi/info", 200, "{\"version\":\"5.1\"}");

    @AfterEach
    void close() {
        jira.loopback().close();
    }

    private List<AccessLine> look(String key) {
        return new JiraAccess(jira.loopback().session(), JiraSite.Kind.CLOUD).look(Optional.of(key));
    }

    @Test
    void tellsWhatEachQuestionOfADecisionSees() {
        assertThat(look("PAY-7"))
                .allMatch(AccessLine::seen)
                .extracting(AccessLine::asked, AccessLine::detail)
                .contains(
                        tuple("Who the credentials are", "jira:5b10"),
                        tuple("Project PAY", "visible"),
                        tuple("Service desk", "reachable"))
                .anySatisfy(line -> assertThat(line.toString()).contains("History of PAY-7", "changes of the status"));
    }

    @Test
    void aProjectAloneHasNoHistory() {
        assertThat(look("PAY"))
                .extracting(AccessLine::asked)
                .containsExactly("Who the credentials are", "Project PAY", "Service desk");
    }

    @Test
    void withoutAKeyOnlyTheSiteIsTried() {
        assertThat(new JiraAccess(jira.loopback().session(), JiraSite.Kind.CLOUD).look(Optional.empty()))
                .extracting(AccessLine::asked)
                .containsExactly("Who the credentials are", "Service desk");
    }

    @ParameterizedTest
    @EnumSource(JiraSite.Kind.class)
    void refusedCredentialsAreToldOnceWithWhatToCheck(JiraSite.Kind kind) {
        jira.say("/rest/api/2/myself", 401, "{\"message\":\"Client must be authenticated\"}");

        assertThat(new JiraAccess(jira.loopback().session(), kind).look(Optional.of("PAY")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.seen()).isFalse();
                    assertThat(line.detail())
                            .contains("401 Unauthorized", kind == JiraSite.Kind.CLOUD ? "API token" : "access token");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aHiddenProjectIsToldWithThePermission(int status) {
        jira.say("/rest/api/2/project/PAY", status, "{\"errorMessages\":[\"No project could be found\"]}");

        assertThat(look("PAY").get(1).detail()).contains(String.valueOf(status), "Browse projects");
    }

    @Test
    void aHiddenTicketIsTold() {
        assertThat(look("PAY-8").get(2))
                .satisfies(line -> assertThat(line.seen()).isFalse())
                .satisfies(line -> assertThat(line.detail()).contains("must be able to see the ticket"));
    }

    @Test
    void aKeyThatIsNoneStaysOneSegmentOfTheAddress() {
        assertThat(look("../user?a=b").get(1).seen()).isFalse();
        assertThat(jira.asked()).contains("/rest/api/2/project/..%2Fuser%3Fa%3Db");
    }

    @Test
    void aSiteWithoutServiceDeskSaysWhenThatMatters() {
        jira.say("/rest/servicedeskapi/info", 404, "{}");

        assertThat(look("PAY").get(2).detail()).contains("only where the policy asks for its approvals");
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsTold() {
        try (var silent = new Loopback(exchange -> pause())) {
            var server = silent.server(new Limits(1 << 20, 1, Duration.ofMillis(100)));

            List<AccessLine> lines = new JiraAccess(
                            server.open(new Budget(Budget.DEFAULT, new FakeTime())), JiraSite.Kind.DATA_CENTER)
                    .look(Optional.empty());

            assertThat(lines).singleElement().satisfies(line -> assertThat(line.detail())
                    .contains("was not answered in full within 100 ms", "Ask again later."));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
