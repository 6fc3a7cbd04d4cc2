package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.MachineText;
import io.jenkins.plugins.itgc.cli.output.Screen;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that answers, to people or to machines. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%nOptions:%n",
        descriptionHeading = "%n",
        parameterListHeading = "%n")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class Subcommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Answer with one line of JSON.")
    private boolean json;

    Subcommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What people type to have this done. */
    String name() {
        return spec.qualifiedName();
    }

    /** Where people read. */
    Screen screen() {
        var commandLine = spec.commandLine();
        return new Screen(commandLine.getOut(), commandLine.getColorScheme().ansi(), surroundings.onlyAscii());
    }

    /** Where warnings go: beside the answer, never into it. */
    Screen warnings() {
        return new Screen(spec.commandLine().getErr(), Ansi.OFF, surroundings.onlyAscii());
    }

    /** Answers in the form that was asked for. */
    void answer(Object answer, Consumer<Screen> text) {
        if (json) {
            var out = spec.commandLine().getOut();
            out.println(MachineText.of(answer));
            out.flush();
        } else {
            text.accept(screen());
        }
    }

    /** An error of whoever typed the command. */
    ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
