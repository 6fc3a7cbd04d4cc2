package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** A command that may take longer than a moment, and tells how far it has come. */
abstract class LongCommand extends Subcommand {
    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    private Progress progress = Progress.silent();

    LongCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does what the command is for, and gives the exit code. */
    abstract Integer run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try (var told = quiet ? Progress.silent() : Progress.on(warnings(), name())) {
            progress = told;
            return run();
        }
    }

    Progress progress() {
        return progress;
    }

    /** The answer ends the progress: nothing comes between its lines. */
    @Override
    void answer(Object answer, Consumer<Screen> text) {
        progress.close();
        super.answer(answer, text);
    }
}
