package io.jenkins.plugins.itgc.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.Build;
import hudson.plugins.git.util.BuildData;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Runs the examples of docs/pipeline.md. */
@WithJenkins
class DocumentedPipelinesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL);
    private static final String POLICY = """
            version: 1
            scope: {statement: All of it., approved-by: Dana Reyes, approved-on: 2025-01-15}
            identities:
              - {person: Ann, github: ann}
              - {person: Ben, github: ben}
              - {person: Dora, github: dora}
              - {person: Jenkins itself, jenkins: SYSTEM}
            controls:
              approved-change: {index-lag: 0s, first-deployment: tip-only}
              rollback-plan: {required: false}
              test-evidence: {required: false}
            environments: {production: {}}
            """;

    /** Every run has checked out the change, as if by Git. */
    @TestExtension
    public static final class CheckedOutByGit extends RunListener<Run<?, ?>> {
        static String remote = "";
        static String commit = "";

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            var data = new BuildData("git");
            data.saveBuild(new Build(new Revision(ObjectId.fromString(commit)), run.getNumber(), Result.SUCCESS));
            data.addRemoteUrl(remote);
            run.addAction(data);
        }
    }

    @Test
    void examplesDoWhatTheySay(JenkinsRule jenkins) throws Exception {
        try (var servers = new WrittenServers()) {
            GateSetUp.configure(servers);
            ChangeGateConfiguration.get().setPolicy(new TextPolicy(POLICY));
            WrittenChange change = servers.change("acme/payments-api", 53).approvedBy("ben");
            CheckedOutByGit.remote = servers.remote(change.repository());
            CheckedOutByGit.commit = change.commit();
            List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../../docs/pipeline.md")))
                    .results()
                    .map(MatchResult::group)
                    .map(text -> text.replace("```groovy\n", "").replace("```", ""))
                    .toList();

            assertThat(examples).hasSize(4);
            for (String example : examples) {
                var job = GateSetUp.job(
                        jenkins,
                        "example" + examples.indexOf(example),
                        example.replace("sh './deploy.sh'", "echo 'deploying'"));
                var run = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
                jenkins.assertLogContains("ALLOWED  payments-api → production", run);
                jenkins.assertLogContains(example.contains("deploy.sh") ? "deploying" : "entry ", run);
            }
        }
    }
}
