package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleException;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.signoff.SignOffException;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in words: no stack trace, no secret, and never the exit code of a deployment that may go on. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int LONGEST = 2000;

    private static final Pattern SECRET =
            Pattern.compile("--?[a-z-]*(token|password|secret|credential|api-?key)[a-z-]*", Pattern.CASE_INSENSITIVE);
    private static final String WHERE_SECRETS_GO =
            "Tokens are never arguments: everybody on this machine could read them."
                    + " Set the environment variables ITGC_GITHUB_TOKEN and ITGC_JIRA_TOKEN.";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        if (Arrays.stream(args).map(Failures::name).anyMatch(name -> SECRET.matcher(name)
                .matches())) {
            tell(err, WHERE_SECRETS_GO);
        } else if (e instanceof UnmatchedArgumentException unmatched) {
            tell(err, unmatched(unmatched.getUnmatched()));
        } else {
            tell(err, e.getMessage());
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    /** Names the options that do not exist; never what stands behind them, which may be a secret. */
    private static String unmatched(List<String> arguments) {
        List<String> options = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(Failures::name)
                .toList();
        return options.isEmpty()
                ? "Unexpected argument: " + arguments.get(0)
                : "Unknown option: " + String.join(", ", options);
    }

    private static String name(String argument) {
        return argument.replaceFirst("(?s)=.*", "");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (isRefusal(e)) {
            tell(err, e.getMessage());
            return isCancelled(e) ? ExitCode.CANCELLED : ExitCode.USAGE;
        }
        IOException trouble = e instanceof UncheckedIOException unchecked
                ? unchecked.getCause()
                : e instanceof IOException checked ? checked : null;
        if (trouble == null) {
            tell(err, "This is an error of the program, and nothing was allowed: " + e);
            return ExitCode.LEDGER;
        }
        tell(err, FileTrouble.words(trouble));
        return isCancelled(trouble) ? ExitCode.CANCELLED : ExitCode.LEDGER;
    }

    private static boolean isCancelled(Exception e) {
        return FileTrouble.isCancelled(e)
                || e instanceof PublicationException publication && publication.reason() == Reason.INTERRUPTED;
    }

    /** Whether the engine says that what was asked cannot be done. */
    private static boolean isRefusal(Exception e) {
        return e instanceof PolicyException
                || e instanceof GateException
                || e instanceof PopulationException
                || e instanceof SampleException
                || e instanceof WorksheetException
                || e instanceof FollowUpException
                || e instanceof SignOffException
                || e instanceof BundleException;
    }

    private static void tell(PrintWriter err, String message) {
        message.lines().map(line -> PlainText.harmless(line, LONGEST)).forEach(err::println);
        err.flush();
    }
}
