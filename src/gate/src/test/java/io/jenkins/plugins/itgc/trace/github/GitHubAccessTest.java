package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.FakeTime;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.reason.AccessLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAccessTest {
    private static final String LIMIT = "{\"resources\":{\"core\":{\"limit\":5000,\"remaining\":4990}}}";
    private static final String NO_USER = "{\"message\":\"Resource not accessible by integration\"}";

    private final GitHubFixture gitHub = new GitHubFixture()
            .say("/rate_limit", 200, LIMIT)
            .say("/user", 200, "{\"login\":\"gate-reader\"}")
            .say(ROOT, 200, "{\"full_name\":\"acme/payments-api\"}")
            .say(ROOT + "/commits", 200, "[{\"sha\":\"" + GitHubFixture.HEAD + "\"}]")
            .say(ROOT + "/pulls", 200, "[" + GitHubFixture.answerTo(GitHubFixture.PULL) + "]")
            .say(ROOT + "/collaborators/anna/permission", 200, "{\"permission\":\"write\"}");

    @AfterEach
    void close() {
        gitHub.close();
    }

    private List<AccessLine> look() {
        return new GitHubAccess(gitHub.loopback().session()).look(Optional.of(PAYMENTS));
    }

    private AccessLine line(String asked) {
        return look().stream()
                .filter(line -> line.asked().equals(asked))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatEachQuestionOfADecisionSees() {
        assertThat(look())
                .allMatch(AccessLine::seen)
                .extracting(line -> line.asked() + ": " + line.detail())
                .containsExactly(
                        "Rate limit: 4990 of 5000 requests left this hour",
                        "Who the credentials are: the user gate-reader",
                        "Repository acme/payments-api: visible",
                        "Commits and files: readable",
                        "Checks and commit statuses: " + checks() + " on commit " + GitHubFixture.HEAD.brief(),
                        "Pull requests: readable, newest is #412",
                        "Reviews: " + reviews() + " on #412",
                        "Permissions of collaborators: readable, for example of anna",
                        "Repository activity: readable");
    }

    private int reviews() {
        return GitHubFixture.answerTo(GitHubFixture.REVIEWS).size();
    }

    private int checks() {
        return gitHub.github().checks(PAYMENTS, GitHubFixture.HEAD).get().size();
    }

    @Test
    void withoutARepositoryOnlyTheServerIsTried() {
        assertThat(new GitHubAccess(gitHub.loopback().session()).look(Optional.empty()))
                .extracting(AccessLine::asked)
                .containsExactly("Rate limit", "Who the credentials are");
    }

    @Test
    void anInstallationOfAnAppIsNoUser() {
        gitHub.say("/user", 403, NO_USER).say("/installation/repositories", 200, "{\"total_count\":12}");

        assertThat(line("Who the credentials are"))
                .isEqualTo(new AccessLine(
                        "Who the credentials are", true, "an installation of a GitHub App on 12 repositories"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void credentialsThatAreNobodysAreSaidToBeRefused(int status) {
        gitHub.say("/user", status, NO_USER).say("/installation/repositories", status, NO_USER);

        assertThat(line("Who the credentials are").seen()).isFalse();
        assertThat(line("Who the credentials are").detail())
                .contains("/user answered " + status, "Check the credentials and their permissions.");
    }

    @Test
    void nothingMoreIsTriedOfARepositoryThatCannotBeSeen() {
        gitHub.say(ROOT, 404, "{\"message\":\"Not Found\"}");

        List<AccessLine> lines = look();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).seen()).isFalse();
        assertThat(lines.get(2).detail()).contains("404 Not Found", "give the credentials access to the repository");
    }

    @ParameterizedTest
    @CsvSource({
        "/commits, Commits and files, Contents",
        "/pulls, Pull requests, Pull requests",
        "/pulls/412/reviews, Reviews, Pull requests",
        "/collaborators/anna/permission, Permissions of collaborators, Metadata",
        "/activity, Repository activity, Contents"
    })
    void aRefusalNamesThePermissionThatIsMissing(String path, String asked, String permission) {
        gitHub.say(ROOT + path, 403, NO_USER);

        assertThat(line(asked).seen()).isFalse();
        assertThat(line(asked).detail()).contains("403 Forbidden", "permission is " + permission + ", read");
    }

    @Test
    void checksThatMayNotBeReadNameTheirPermissions() {
        gitHub.say(
                GitHubFixture.CHECKS,
                200,
                "{\"data\":null,\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible\"}]}");

        assertThat(line("Checks and commit statuses").detail()).contains("Checks, read, and Commit statuses, read");
    }

    @Test
    void aRenamedRepositoryIsCalledByItsPresentName() {
        gitHub.say(ROOT, 200, "{\"full_name\":\"acme/refunds-api\"}");

        assertThat(line("Repository acme/payments-api").detail())
                .isEqualTo("visible; it is called acme/refunds-api now");
    }

    @Test
    void whereThereIsNothingYetNothingIsHeldAgainstTheCredentials() {
        gitHub.say(ROOT + "/pulls", 200, "[]").say(ROOT + "/commits", 200, "[]");

        assertThat(line("Pull requests").seen()).isTrue();
        assertThat(line("Pull requests").detail()).contains("there is none yet");
        assertThat(line("Commits and files").detail()).contains("there is none yet");
        assertThat(look()).allMatch(AccessLine::seen);
    }

    @Test
    void aServerWithoutLimitsSaysSo() {
        gitHub.say("/rate_limit", 404, "{\"message\":\"Rate limiting is not enabled.\"}");

        assertThat(line("Rate limit")).isEqualTo(new AccessLine("Rate limit", true, "the server sets none"));
    }

    @Test
    void anAnswerThatIsNotGitHubsIsToldOnce() {
        gitHub.say("/rate_limit", 200, "<html>");

        assertThat(look()).singleElement().satisfies(line -> assertThat(line.detail())
                .contains("gave no usable JSON", "Check that the URL is that of the API."));
    }

    @Test
    void aListOfSomethingElseIsUnreadable() {
        gitHub.say(ROOT + "/activity", 200, "{}");

        assertThat(line("Repository activity").detail()).contains("the answer is no list");
    }

    @Test
    void aServerThatIsNotThereIsToldOnce() {
        var server = new Server(HttpClient.newHttpClient(), URI.create("http://localhost:1"), Credentials.none());

        List<AccessLine> lines =
                new GitHubAccess(server.open(new Budget(Budget.DEFAULT, new FakeTime()))).look(Optional.of(PAYMENTS));

        assertThat(lines).singleElement().satisfies(line -> assertThat(line.detail())
                .contains("failed: ConnectException", "Check the URL and the network"));
    }
}
