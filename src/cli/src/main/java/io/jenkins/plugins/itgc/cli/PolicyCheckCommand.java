package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.PolicyProblem;
import io.jenkins.plugins.itgc.text.PlainText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a policy file. */
@Command(
        name = "check",
        description = "Checks a policy file; every problem with its file, line, column and key.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate policy check policy.yaml")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PolicyCheckCommand extends Subcommand {
    /** What was found, for machines. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Checked(boolean valid, Optional<String> hash, List<String> environments, List<PolicyProblem> problems) {}

    @Parameters(paramLabel = "FILE", description = "The policy.")
    private Path file;

    PolicyCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        try {
            Policy policy = Policy.read(file);
            answer(
                    new Checked(true, Optional.of(policy.hash()), policy.environments(), List.of()),
                    screen -> screen.marked(
                            Mark.PASS,
                            PlainText.harmless(file + ": in order; environments "
                                    + String.join(", ", policy.environments()) + "; hash " + policy.hash())));
            return ExitCode.OK;
        } catch (PolicyException e) {
            answer(
                    new Checked(false, Optional.empty(), List.of(), e.problems()),
                    screen -> e.getMessage().lines().map(PlainText::harmless).forEach(screen::line));
            return ExitCode.USAGE;
        }
    }
}
