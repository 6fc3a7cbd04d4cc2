package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Scope;
import io.jenkins.plugins.itgc.policy.SettingInForce;
import io.jenkins.plugins.itgc.text.PlainText;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a policy asks of one service in one environment. */
@Command(
        name = "show",
        description = "Shows every setting in force for a service in an environment, and where it was set.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate policy show policy.yaml --service payments-api --environment production")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PolicyShowCommand extends Subcommand {
    /** The settings, for machines. */
    record Shown(String hash, Scope scope, String service, String environment, List<SettingInForce> settings) {}

    @Parameters(paramLabel = "FILE", description = "The policy.")
    private Path file;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "The service.")
    private String service;

    @Option(names = "--environment", required = true, paramLabel = "NAME", description = "The environment.")
    private String environment;

    PolicyShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws PolicyException {
        Policy policy = Policy.read(file);
        List<SettingInForce> settings = policy.describe(service, environment);
        Scope scope = policy.scope();
        answer(new Shown(policy.hash(), scope, service, environment, settings), screen -> {
            screen.line(PlainText.harmless("# " + service + " → " + environment + ", policy " + policy.hash()));
            screen.line(PlainText.harmless("# " + scope.statement()));
            screen.line(PlainText.harmless("# approved by " + scope.approvedBy() + " on " + scope.approvedOn()));
            settings.forEach(setting -> screen.line(PlainText.harmless(setting.toString())));
        });
        return ExitCode.OK;
    }
}
