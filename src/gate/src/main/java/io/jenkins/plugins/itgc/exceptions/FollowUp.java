package io.jenkins.plugins.itgc.exceptions;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.identity.OtherPerson;
import io.jenkins.plugins.itgc.identity.OtherPerson.Participant;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What people do about exceptions. Each step is an entry of the ledger, and none is ever taken back: a later one says more.
 * Saying the same twice is recorded once. Looking and writing are one step, for which no deployment waits.
 */
public final class FollowUp {
    /** Most characters of a text that a person writes. */
    public static final int LONGEST_TEXT = 4000;

    private final DeploymentLedger ledger;
    private final InstantSource clock;

    /**
     * @param clock the time of steps
     */
    public FollowUp(DeploymentLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Says who sees to an exception.
     *
     * @param due until the end of which day, UTC; absent to leave that
     * @param type what kind of deviation it was found to be; absent to leave that
     * @throws FollowUpException where there is no such exception, or it is closed
     */
    public Entry assign(
            long exception, Identity by, Identity owner, Optional<LocalDate> due, Optional<ExceptionType> type)
            throws FollowUpException, IOException {
        return record(new ExceptionChanged.Assigned(exception, by, now(), owner, due, type), before -> {});
    }

    /**
     * Says why it happened, what kept the risk low, and what management does about it. What is absent stays as it was.
     *
     * @throws FollowUpException where nothing is said, there is no such exception, or it is closed
     */
    public Entry respond(
            long exception,
            Identity by,
            Optional<String> cause,
            Optional<String> compensatingControl,
            Optional<String> response)
            throws FollowUpException, IOException {
        if (cause.isEmpty() && compensatingControl.isEmpty() && response.isEmpty()) {
            throw new FollowUpException("say the cause, a compensating control or the management response");
        }
        return record(
                new ExceptionChanged.Responded(
                        exception,
                        by,
                        now(),
                        words("the cause", cause),
                        words("the compensating control", compensatingControl),
                        words("the management response", response)),
                before -> {});
    }

    /**
     * Records that the control was tested again.
     *
     * @throws FollowUpException where the entry it names is no decision, its day lies ahead or before the deviation, there is
     *     no such exception, or it is closed
     */
    public Entry retest(long exception, Retest retest) throws FollowUpException, IOException {
        var said = new Retest(
                words("what was tested", retest.item()),
                retest.decision(),
                retest.on(),
                retest.by(),
                retest.passed(),
                words("what was seen", retest.seen()));
        if (retest.decision().isPresent()
                && ledger.decision(retest.decision().get()).isEmpty()) {
            throw new FollowUpException(
                    "entry " + retest.decision().get() + " is no decision; give the number of a decision's entry");
        }
        return record(
                new ExceptionChanged.Retested(exception, said.by(), now(), said), before -> requireLater(before, said));
    }

    /** A day may begin before UTC's where somebody tests, so one day more is allowed at both ends. */
    private void requireLater(ControlException exception, Retest retest) throws FollowUpException {
        LocalDate today = day(clock.instant());
        if (retest.on().isAfter(today.plusDays(1))) {
            throw new FollowUpException("the retest cannot have been on " + retest.on() + ": today is " + today);
        }
        LocalDate then = day(exception.opened().occurredAt());
        if (retest.on().isBefore(then.minusDays(1))) {
            throw new FollowUpException("a retest on " + retest.on() + " lies before the deviation of " + then
                    + "; test an item that came later");
        }
    }

    /**
     * Closes an exception. It needs an owner, a cause, a management response, and a passed retest or a documented acceptance.
     *
     * @param identities who is the same person, by the policy in force now
     * @param acceptance who accepted the risk, and where that is written; absent where a retest passed
     * @param comment why it is closed
     * @throws FollowUpException where something of that is missing, or whoever closes it is not shown to be another person
     *     than the owner
     */
    public Entry close(IdentityMap identities, long exception, Identity by, Optional<String> acceptance, String comment)
            throws FollowUpException, IOException {
        Optional<String> accepted = words("the acceptance", acceptance);
        String why = words("why it is closed", comment);
        return record(new ExceptionChanged.Closed(exception, by, now(), accepted, Optional.of(why)), before -> {
            List<String> missing = before.missing(accepted);
            if (!missing.isEmpty()) {
                throw new FollowUpException(
                        "exception " + exception + " cannot be closed; it lacks " + String.join(", ", missing));
            }
            Optional<String> objection = new OtherPerson(identities, "close it")
                    .objection(by, List.of(new Participant(before.owner().orElseThrow(), "owns this exception")));
            if (objection.isPresent()) {
                throw new FollowUpException(objection.get());
            }
        });
    }

    /** What must hold before a step is recorded. */
    private interface Rule {
        void check(ControlException before) throws FollowUpException;
    }

    private Entry record(ExceptionChanged change, Rule rule) throws FollowUpException, IOException {
        synchronized (ledger.testing()) {
            ExceptionRegister register = ExceptionRegister.read(ledger.ledger(), change.exception());
            ControlException before = register.find(change.exception())
                    .orElseThrow(() -> new FollowUpException("entry " + change.exception()
                            + " is no exception; an exception has the number of the entry that opened it"));
            Optional<Long> same = register.lastIs(change);
            if (same.isPresent()) {
                return ledger.ledger().entry(same.get()).orElseThrow();
            }
            if (before.status() == Status.CLOSED) {
                throw new FollowUpException("exception " + before.number() + " was closed by "
                        + before.closedBy().orElseThrow() + "; a closed one is not changed");
            }
            rule.check(before);
            return ledger.append(EntryKind.EXCEPTION_CHANGED, change);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<String> words(String what, Optional<String> text) throws FollowUpException {
        return text.isPresent() ? Optional.of(words(what, text.get())) : Optional.empty();
    }

    private static String words(String what, String text) throws FollowUpException {
        String words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST_TEXT) {
            throw new FollowUpException(what + " takes 1 to " + LONGEST_TEXT + " characters");
        }
        return words;
    }
}
