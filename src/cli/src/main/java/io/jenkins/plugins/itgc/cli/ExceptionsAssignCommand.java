package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.exceptions.ExceptionType;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says who sees to an exception, and until when. */
@Command(
        name = "assign",
        description = "Says who sees to an exception, and until when.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate exceptions assign 1043 --ledger /srv/ledger --by github:carla \\",
            "    --owner github:ann --due 2026-04-30"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsAssignCommand extends ExceptionStep {
    @Option(names = "--by", required = true, paramLabel = "ID", description = "Who says so.")
    private Identity by;

    @Option(names = "--owner", required = true, paramLabel = "ID", description = "Who owns it from now on.")
    private Identity owner;

    @Option(
            names = "--due",
            paramLabel = "DAY",
            description = "Until the end of which day, UTC; as it is where left out.")
    private @Nullable LocalDate due;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "timing, execution, evidence or scope; as it is where left out.")
    private @Nullable ExceptionType type;

    ExceptionsAssignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Entry record(FollowUp followUp, long exception) throws FollowUpException, IOException {
        return followUp.assign(exception, by, owner, Optional.ofNullable(due), Optional.ofNullable(type));
    }
}
