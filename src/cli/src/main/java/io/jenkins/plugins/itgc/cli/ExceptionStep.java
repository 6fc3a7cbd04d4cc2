package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.ExceptionAnswer;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A step in the follow-up of one exception. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class ExceptionStep extends LongCommand {
    @Parameters(paramLabel = "NUMBER", description = "The exception: the index of the entry that opened it.")
    private long number;

    @Mixin
    private WritableLedger ledgerDirectory;

    ExceptionStep(Surroundings surroundings) {
        super(surroundings);
    }

    /** Records the step. */
    abstract Entry record(FollowUp followUp, long exception) throws FollowUpException, PolicyException, IOException;

    @Override
    Integer run() throws FollowUpException, PolicyException, IOException {
        ControlException after;
        long entry;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            entry = record(new FollowUp(ledger, surroundings().clock()), number).index();
            after = ExceptionRegister.read(ledger.ledger(), number).find(number).orElseThrow();
        }
        var answer = ExceptionAnswer.of(after, surroundings().clock().instant());
        answer(answer, screen -> {
            screen.line("recorded as entry " + entry);
            answer.tell(screen);
        });
        return ExitCode.OK;
    }
}
