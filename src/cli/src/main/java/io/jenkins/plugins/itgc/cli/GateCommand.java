package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.DecisionAnswer;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.DecisionText;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides on a deployment and records the decision. */
@Command(
        name = "gate",
        description = {
            "Decides whether a deployment may go on, writes the decision to the ledger, and says why.",
            "",
            "Tokens come from the environment: ITGC_GITHUB_TOKEN, or ITGC_GITHUB_APP_ID with ITGC_GITHUB_APP_KEY_FILE;"
                    + " ITGC_JIRA_USER with ITGC_JIRA_TOKEN (Jira Cloud), or ITGC_JIRA_TOKEN (Data Center)."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate gate --policy policy.yaml --ledger /srv/ledger \\",
            "    --service payments-api --environment production \\",
            "    --repository acme/payments-api --commit \"$GIT_COMMIT\" \\",
            "    --deployer \"github:$DEPLOYER\" --test-results '**/TEST-*.xml'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:allowed, or the environment is only observed or out of scope",
            "1:blocked",
            "2:the command or the policy is wrong; nothing was decided",
            "3:blocked, because it could not be determined",
            "4:the ledger failed; nothing was allowed"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GateCommand extends Subcommand {
    @Mixin
    private RequestOptions requested;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy.")
    private Path policyFile;

    @Mixin
    private WritableLedger ledgerDirectory;

    @Mixin
    private WorkspaceOptions workspace;

    @Mixin
    private GitHubOptions gitHubServer;

    @Mixin
    private JiraOptions jiraServer;

    @Option(
            names = "--time-budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long reading may take, all servers and retries together (default: 60s).")
    private Duration timeBudget;

    GateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws PolicyException, GateException, IOException {
        Policy policy = Policy.read(policyFile);
        Settings settings =
                policy.effective(requested.service(), requested.environment()).settings();
        DeploymentRequest request;
        Server gitHub;
        Optional<JiraOptions.Jira> jira;
        try {
            request = requested.request();
            gitHub = gitHubServer.server(surroundings(), request.repository());
            jira = jiraServer.jira(surroundings(), settings);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
        Recorded recorded;
        OptionalLong checkpoint;
        ExecutorService executor = Executors.newCachedThreadPool();
        try (DeploymentLedger ledger = ledgerDirectory.openOrMake(surroundings().clock(), warnings())) {
            recorded = new ChangeGate(ledger, surroundings().clock(), executor)
                    .decide(policy, request, sources(gitHub, jira));
            checkpoint = OptionalLong.of(ledger.ledger().checkpoint().size());
        } finally {
            executor.shutdownNow();
        }
        // Said only now: until the ledger is closed, it may still fail.
        answer(
                DecisionAnswer.of(recorded, checkpoint),
                screen -> screen.decision(DecisionText.of(recorded, checkpoint)));
        return ExitCode.of(recorded.decision());
    }

    private Sources sources(Server gitHub, Optional<JiraOptions.Jira> jira) {
        Budget budget = new Budget(timeBudget, Time.system());
        return new Sources(
                new GitHubSourceControl(gitHub.open(budget)),
                jira.map(server -> server.open(budget)),
                workspace.tests(),
                workspace.rollbackPlans(),
                budget::answers);
    }
}
