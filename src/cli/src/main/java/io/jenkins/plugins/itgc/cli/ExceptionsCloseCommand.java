package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Closes an exception that has a cause, a management response, and a passed retest or an acceptance; another person than its owner must. */
@Command(
        name = "close",
        description =
                "Closes an exception that has a cause, a management response, and a passed retest or an acceptance; another person than its owner must.",
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate exceptions close 1043 --ledger /srv/ledger --policy policy.yaml --by github:carla \\",
            "    --comment 'Retested on 20 April; the deputy approved.'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsCloseCommand extends ExceptionStep {
    @Option(names = "--by", required = true, paramLabel = "ID", description = "Who says so.")
    private Identity by;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "The policy in force now: it says who is whom.")
    private Path policy;

    @Option(
            names = "--acceptance",
            paramLabel = "TEXT",
            description = "Who accepted the risk and where that is written, in place of a passed retest.")
    private @Nullable String acceptance;

    @Option(names = "--comment", required = true, paramLabel = "TEXT", description = "Why it is closed.")
    private String comment;

    ExceptionsCloseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Entry record(FollowUp followUp, long exception) throws FollowUpException, PolicyException, IOException {
        return followUp.close(
                Policy.read(policy).identities(), exception, by, Optional.ofNullable(acceptance), comment);
    }
}
