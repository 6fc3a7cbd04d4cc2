package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.policy.Policy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the schema of policy files. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of policy files, with which editors complete and check them.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate policy schema > policy.schema.json")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PolicySchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(Policy.schema());
        out.flush();
        return ExitCode.OK;
    }
}
