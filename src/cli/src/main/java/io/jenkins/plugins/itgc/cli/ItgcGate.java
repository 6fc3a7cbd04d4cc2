package io.jenkins.plugins.itgc.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code itgc-gate}. */
@Command(
        name = "itgc-gate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Decides whether a deployment may go on, by what approved it; records the decision; says why.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate demo",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:allowed, or done",
            "1:blocked",
            "2:the command or the policy is wrong; nothing was decided",
            "3:blocked, because it could not be determined",
            "4:the ledger could not be read, written or verified, or the program failed",
            "130:cancelled with Ctrl-C (143 by kill); nothing half-written is left"
        })
public final class ItgcGate {
    /** The whole command, ready to be executed; the process's own streams until others are set. */
    public static CommandLine commandLine(Surroundings surroundings) {
        var ledger = new CommandLine(new LedgerCommand())
                .addSubcommand(new LedgerListCommand(surroundings))
                .addSubcommand(new LedgerShowCommand(surroundings))
                .addSubcommand(new LedgerVerifyCommand(surroundings))
                .addSubcommand(new LedgerProveCommand(surroundings))
                .addSubcommand(new LedgerKeyCommand(surroundings));
        var policy = new CommandLine(new PolicyCommand())
                .addSubcommand(new PolicyCheckCommand(surroundings))
                .addSubcommand(new PolicyShowCommand(surroundings))
                .addSubcommand(new PolicySchemaCommand());
        var exceptions = new CommandLine(new ExceptionsCommand())
                .addSubcommand(new ExceptionsOpenCommand(surroundings))
                .addSubcommand(new ExceptionsListCommand(surroundings))
                .addSubcommand(new ExceptionsAssignCommand(surroundings))
                .addSubcommand(new ExceptionsRespondCommand(surroundings))
                .addSubcommand(new ExceptionsRetestCommand(surroundings))
                .addSubcommand(new ExceptionsCloseCommand(surroundings));
        var sample =
                new CommandLine(new SampleCommand(surroundings)).addSubcommand(new SampleVerifyCommand(surroundings));
        var worksheet = new CommandLine(new WorksheetCommand(surroundings))
                .addSubcommand(new WorksheetImportCommand(surroundings));
        var command = new CommandLine(new ItgcGate())
                .addSubcommand(new GateCommand(surroundings))
                .addSubcommand(new RecordResultCommand(surroundings))
                .addSubcommand(new ReviewCommand(surroundings))
                .addSubcommand(exceptions)
                .addSubcommand(new SignOffCommand(surroundings))
                .addSubcommand(new ScopeCommand(surroundings))
                .addSubcommand(new BundleCommand(surroundings))
                .addSubcommand(new VerifyBundleCommand(surroundings))
                .addSubcommand(ledger)
                .addSubcommand(policy)
                .addSubcommand(new PopulationCommand(surroundings))
                .addSubcommand(sample)
                .addSubcommand(worksheet)
                .addSubcommand(new PublishCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new GenerateCompletion());
        Converters.register(command);
        var failures = new Failures();
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, surroundings.charset()), true))
                .setErr(new PrintWriter(new OutputStreamWriter(System.err, surroundings.charset()), true));
    }

    public static void main(String[] args) {
        // Not even an error of the virtual machine may look like a decision.
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {
            System.err.println("This is an error of the program, and nothing was allowed: " + error);
            Runtime.getRuntime().halt(ExitCode.LEDGER);
        });
        int exitCode = Cancellation.tidy(
                () -> commandLine(Surroundings.ofThisProcess()).execute(args));
        System.exit(exitCode);
    }
}
