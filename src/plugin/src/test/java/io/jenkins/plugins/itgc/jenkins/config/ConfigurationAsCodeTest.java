package io.jenkins.plugins.itgc.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.Yaml;

@WithJenkins
class ConfigurationAsCodeTest {
    @TempDir
    private static Path directory;

    private static String example;

    @BeforeAll
    static void start(JenkinsRule jenkins) throws Exception {
        var block = Pattern.compile("```yaml\n(unclassified:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../docs/jenkins-configuration.md")));
        assertThat(block.find()).isTrue();
        example = block.group(1);
    }

    private static void load(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static Object exported() throws Exception {
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        Map<String, Map<String, Object>> all = new Yaml().load(out.toString(StandardCharsets.UTF_8));
        return all.get("unclassified").get("itgcGate");
    }

    @Test
    void theExampleOfTheDocumentationIsImportedAndExportedTheSame() throws Exception {
        load(example);

        ChangeGateConfiguration configuration = ChangeGateConfiguration.get();
        assertThat(configuration.getGitHubServers())
                .extracting(GitHubServer::getName, GitHubServer::getCredentialsId)
                .hasSize(2);
        assertThat(configuration.getJiraSites().get(0).projects()).containsExactly("PAY", "CHG");
        assertThat(configuration.ledgerPath()).isEqualTo(Path.of("/srv/itgc-gate/ledger"));
        assertThat(configuration
                        .policy()
                        .effective("shop", "production")
                        .settings()
                        .emergency()
                        .who())
                .hasSize(3);
        Map<String, Map<String, Object>> written = new Yaml().load(example);
        assertThat(exported()).isEqualTo(written.get("unclassified").get("itgcGate"));
    }

    @Test
    void aPolicyInAFileIsImportedAndExportedTheSame() throws Exception {
        load("unclassified: {itgcGate: {policy: {file: {path: '/srv/itgc-gate/policy.yml'}}}}");

        assertThat(exported())
                .extracting("policy")
                .isEqualTo(Map.of("file", Map.of("path", "/srv/itgc-gate/policy.yml")));
    }

    @Test
    void aDirectoryToPublishToIsImportedAndExportedTheSame() throws Exception {
        load(
                "unclassified: {itgcGate: {publication: {everyMinutes: 15, place: {directory: {path: '/srv/published'}}}}}");

        assertThat(exported())
                .extracting("publication")
                .isEqualTo(Map.of("everyMinutes", 15, "place", Map.of("directory", Map.of("path", "/srv/published"))));
    }

    @Test
    void aTableOfSampleSizesNeedsANameAndASizeForEachFrequency() throws Exception {
        assertThatThrownBy(() ->
                        load("unclassified: {itgcGate: {frequencyTable: {name: 'Manual', annual: 1, quarterly: 2}}}"))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining("needs a size of at least 1 for monthly");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{s3: {bucket: 'No Bucket'}}; is no name of a bucket",
                "{s3: {bucket: 'acme-audit', prefix: '../x'}}; is no prefix",
                "{s3: {bucket: 'acme-audit', lock: 'forever'}}; The lock is none, compliance or governance",
                "{s3: {bucket: 'acme-audit', years: 101}}; a retention is of 1 to 100 years",
                "{s3: {bucket: 'acme-audit', endpoint: 'http://s3.acme.example'}}; Over plain http",
                "{directory: {path: 'published'}}; An absolute path on the controller is needed"
            })
    void aPlaceThatCannotBeUsedStopsTheImport(String place, String why) {
        assertThatThrownBy(() -> load("unclassified: {itgcGate: {publication: {place: " + place + "}}}"))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining(why);
    }

    @Test
    void whatCannotBeUsedStopsTheImportAndSaysWhatIsAllowed() throws Exception {
        load("unclassified: {itgcGate: {gitHubServers: [{name: 'kept', apiUrl: 'https://api.github.com'}]}}");

        assertThatThrownBy(
                        () -> load(
                                "unclassified: {itgcGate: {gitHubServers: [{name: 'plain', apiUrl: 'http://github.acme.example'}]}}"))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining("Over plain http everybody on the way could read the token");
        assertThat(ChangeGateConfiguration.get().getGitHubServers())
                .extracting(GitHubServer::getName)
                .containsExactly("kept");
    }
}
