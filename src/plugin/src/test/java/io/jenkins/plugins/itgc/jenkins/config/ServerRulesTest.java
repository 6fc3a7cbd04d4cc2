package io.jenkins.plugins.itgc.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.AccessLine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRulesTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://api.github.com",
        "' https://github.acme.example/api/v3/ ', https://github.acme.example/api/v3",
        "HTTPS://jira.acme.example:8443/jira, HTTPS://jira.acme.example:8443/jira",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:8080/api/v3, http://127.0.0.1:8080/api/v3",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void addressesToWhichATokenMayTravel(String written, String read) {
        assertThat(ServerAddress.parse(written)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({
        "'', An address is needed",
        "api.github.com, This is no address",
        "https://, This is no address",
        "https://a b, This is no address",
        "ftp://acme.example, This is no address",
        "file:///etc/passwd, This is no address",
        "http://api.github.com, Over plain http",
        "http://localhost.acme.example, Over plain http",
        "http://127.0.0.1.acme.example, Over plain http",
        "https://ben:secret@acme.example, 'no user, query or fragment'",
        "https://acme.example?to=https://other, 'no user, query or fragment'",
        "https://acme.example#x, 'no user, query or fragment'"
    })
    void addressesToWhichNoTokenMayTravel(String written, String why) {
        assertThatThrownBy(() -> ServerAddress.parse(written))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-x", "a b", "a/b", "<script>", "../x"})
    void namesOfServersAreSafeInAddressesAndMessages(String name) {
        assertThatThrownBy(() -> new GitHubServer(name, GitHubServer.GITHUB_COM))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("letters, digits");
    }

    @Test
    void credentialsAreChosenByIdNotByAParameterOfTheRun() {
        var server = new GitHubServer("github", GitHubServer.GITHUB_COM);

        assertThatThrownBy(() -> server.setCredentialsId("${TOKEN}"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("${NAME}");
        assertThat(server.getCredentialsId()).isEmpty();
    }

    @Test
    void aJiraHasAKindAndProjectsThatExist() {
        var jira = new JiraServer("jira", "https://acme.atlassian.net", "cloud");

        assertThatThrownBy(() -> new JiraServer("jira", "https://acme.atlassian.net", "server"))
                .hasMessageContaining("cloud or data-center");
        assertThatThrownBy(() -> jira.setProjects("PAY, pay")).hasMessageContaining("\"pay\" is no key");
        assertThat(jira.getProjects()).isEmpty();
        jira.setProjects(" PAY, OPS\nCHG ");
        assertThat(jira.projects()).containsExactly("PAY", "OPS", "CHG");
    }

    @Test
    void aPersonIsKnownByAccounts() {
        assertThat(new Person("Ben Ito", "github:Ben-Ito,\n jenkins:bito, email:ben@acme.example").identities())
                .containsExactly(
                        Identity.gitHub("ben-ito"), Identity.parse("jenkins:bito"), Identity.email("ben@acme.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ben, ben, '\"ben\" is no account; write github:LOGIN'",
        "Ben, '', At least one account",
        "github:ben, jenkins:ben, A name without a colon",
        "'', jenkins:ben, A name without a colon"
    })
    void aPersonWithoutThemIsRefused(String name, String accounts, String why) {
        assertThatThrownBy(() -> new Person(name, accounts))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(why);
    }

    @Test
    void aReportOfATestIsHarmlessWhateverTheServerSaid() {
        var report = AccessReport.of(() -> List.of(
                new AccessLine("Rate limit", true, "4990 left"),
                new AccessLine("Repository acme/shop", false, "<img src=x onerror=alert(1)>")));

        assertThat(report.kind).hasToString("WARNING");
        assertThat(report.renderHtml())
                .contains("Rate limit: 4990 left", "Not seen: Repository acme/shop", "&lt;img")
                .doesNotContain("<img");
    }

    @Test
    void aTestThatCannotBeMadeSaysWhy() {
        assertThat(AccessReport.of(() -> {
                            throw new IOException("no credentials");
                        })
                        .toString())
                .isEqualTo("ERROR: no credentials");
        assertThat(AccessReport.of(List::of).kind).hasToString("OK");
    }
}
