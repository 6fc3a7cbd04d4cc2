package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says why it happened, what kept the risk low, and what management does about it. */
@Command(
        name = "respond",
        description = "Says why it happened, what kept the risk low, and what management does about it.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate exceptions respond 1043 --ledger /srv/ledger --by github:ann \\",
            "    --cause 'The second approver was on leave.' --response 'A deputy is named.'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsRespondCommand extends ExceptionStep {
    @Option(names = "--by", required = true, paramLabel = "ID", description = "Who says so.")
    private Identity by;

    @Option(names = "--cause", paramLabel = "TEXT", description = "Why it happened.")
    private @Nullable String cause;

    @Option(
            names = "--compensating-control",
            paramLabel = "TEXT",
            description = "What else kept the risk low, or that nothing did.")
    private @Nullable String compensatingControl;

    @Option(names = "--response", paramLabel = "TEXT", description = "What management does about it.")
    private @Nullable String response;

    ExceptionsRespondCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Entry record(FollowUp followUp, long exception) throws FollowUpException, IOException {
        return followUp.respond(
                exception,
                by,
                Optional.ofNullable(cause),
                Optional.ofNullable(compensatingControl),
                Optional.ofNullable(response));
    }
}
