package io.jenkins.plugins.itgc.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.population.Discrepancy;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is an exception by itself, and what people do about it. */
class ExceptionsTest {
    private static final Identity ANN = Identity.gitHub("ann");
    private static final Identity CARLA = Identity.parse("jenkins:carla");

    private SimulatedPeriod period;

    @BeforeEach
    void begin(@TempDir Path directory) throws Exception {
        period = new SimulatedPeriod(directory);
    }

    @AfterEach
    void end() throws Exception {
        period.close();
    }

    private List<Entry> open(Deviation... deviations) throws Exception {
        return open(List.of(), deviations);
    }

    private List<Entry> open(List<Discrepancy> discrepancies, Deviation... deviations) throws Exception {
        return new ExceptionOpener(SimulatedPeriod.FROM, SimulatedPeriod.TO, List.of(deviations), discrepancies)
                .open(period.ledger(), period.clock, OpeningProgress.NONE);
    }

    private List<ControlException> all() throws Exception {
        return ExceptionRegister.read(period.ledger().ledger()).all(period.clock.instant());
    }

    private static List<String> keys(List<Entry> opened) {
        return opened.stream().map(entry -> entry.body().path("key").asText()).toList();
    }

    private Deviation deviation(long decision, String attribute, ExceptionType type) {
        return new Deviation(
                decision,
                "payments-api-1",
                "payments-api",
                "production",
                period.clock.instant(),
                attribute,
                type,
                "approved after the deployment");
    }

    @Nested
    @DisplayName("Opened by itself is")
    class Opening {
        @Test
        @DisplayName("nothing where all was approved, or blocked and not deployed")
        void nothing() throws Exception {
            period.allowed();
            period.blocked();

            assertThat(open()).isEmpty();
            assertThat(all()).isEmpty();
        }

        @Test
        @DisplayName("every override, with who overrode and why")
        void override() throws Exception {
            long decision = period.overridden();
            period.reviewed(decision, true);

            assertThat(keys(open())).containsExactly("override/" + (decision + 1));

            ControlException exception = all().get(0);
            assertThat(exception.type()).isEqualTo(ExceptionType.EXECUTION);
            assertThat(exception.status()).isEqualTo(Status.UNOWNED);
            assertThat(exception.opened().decision()).contains(decision);
            assertThat(exception.opened().evidence()).contains(decision + 1);
            assertThat(exception.opened().service()).isEqualTo("payments-api");
            assertThat(exception.opened().deploymentId()).isNotEmpty();
            assertThat(exception.opened().detail()).isEqualTo("overridden by jenkins:carla: Payments are refused.");
            assertThat(exception.due()).isEqualTo(LocalDate.of(2026, 12, 3));
        }

        @Test
        @DisplayName("an emergency whose review is late, or still missing after its limit, and none before the limit")
        void lateReview() throws Exception {
            long timely = period.emergency();
            period.reviewed(timely, true);
            long late = period.emergency();
            long never = period.emergency();

            assertThat(open()).isEmpty();
            period.clock.set(Instant.parse("2026-11-06T00:00:00Z"));
            period.reviewed(late, true);

            assertThat(keys(open())).containsExactly("late-review/" + late, "late-review/" + never);
            assertThat(all()).allMatch(one -> one.type() == ExceptionType.TIMING);
            assertThat(all().get(0).opened().detail())
                    .isEqualTo("the review was due before 2026-11-06T00:00:00Z and was recorded at"
                            + " 2026-11-06T00:00:00Z");
            assertThat(all().get(1).opened().detail()).endsWith("and is not recorded");
        }

        @Test
        @DisplayName("an emergency of the period that is reviewed in time after it: nothing")
        void reviewedAfterThePeriod() throws Exception {
            period.clock.set(Instant.parse("2026-11-30T15:00:00Z"));
            long emergency = period.emergency();
            period.clock.set(Instant.parse("2026-12-01T09:00:00Z"));
            period.reviewed(emergency, true);
            period.clock.set(Instant.parse("2026-12-20T09:00:00Z"));

            assertThat(open()).isEmpty();
        }

        @Test
        @DisplayName("an emergency whose reviewer did not accept it")
        void rejectedReview() throws Exception {
            long emergency = period.emergency();
            period.reviewed(emergency, false);

            assertThat(keys(open())).containsExactly("rejected-review/" + emergency);
            assertThat(all().get(0).opened().detail()).isEqualTo("jenkins:ben did not accept it: Read the change.");
        }

        @Test
        @DisplayName("a deployment of what was blocked")
        void deployedAlthoughBlocked() throws Exception {
            long decision = period.deployedAlthoughBlocked();

            assertThat(keys(open())).containsExactly("deployed-although-blocked/" + decision);
        }

        @Test
        @DisplayName("a deployment without a decision, which belongs to the period whose list names it")
        void withoutDecision() throws Exception {
            period.allowed();
            var unknown = new Discrepancy(
                    Discrepancy.Kind.NOT_IN_LEDGER,
                    "=build/4711",
                    OptionalLong.empty(),
                    Optional.empty(),
                    "",
                    "",
                    "the deploying system's list names it");

            assertThat(open(List.of(unknown))).hasSize(1);
            assertThat(open(List.of(unknown))).isEmpty();
            ControlException exception = all().get(0);
            assertThat(exception.opened().trigger()).isEqualTo(Trigger.NO_DECISION);
            assertThat(exception.type()).isEqualTo(ExceptionType.SCOPE);
            assertThat(exception.opened().deploymentId()).isEqualTo("=build/4711");
            assertThat(exception.opened().occurredAt()).isEqualTo(SimulatedPeriod.FROM);
        }

        @Test
        @DisplayName("each attribute of an item that is not shown, once, all of an item as one exception")
        void deviations() throws Exception {
            long decision = period.allowed();
            Deviation late = deviation(decision, "B", ExceptionType.TIMING);
            Deviation unknown = deviation(decision, "E", ExceptionType.EVIDENCE);

            assertThat(keys(open(late, unknown, late))).containsExactly("deviation/" + decision + "/B");
            assertThat(open(late, unknown)).isEmpty();
            ControlException exception = all().get(0);
            assertThat(exception.type()).isEqualTo(ExceptionType.TIMING);
            assertThat(exception.opened().attribute()).contains("B");
            assertThat(exception.findings())
                    .extracting(Finding::key)
                    .containsExactly("deviation/" + decision + "/B", "deviation/" + decision + "/E");
            assertThat(exception.findings())
                    .extracting(Finding::type)
                    .containsExactly(ExceptionType.TIMING, ExceptionType.EVIDENCE);
            assertThat(exception.title()).isEqualTo("attribute not shown (B, E)");
        }

        @Test
        @DisplayName("a late override with all that its worksheet found: one exception, named by the override")
        void oneCause() throws Exception {
            long decision = period.overridden();
            period.clock.set(Instant.parse("2026-11-20T00:00:00Z"));

            open(
                    deviation(decision, "B", ExceptionType.EXECUTION),
                    deviation(decision, "G", ExceptionType.EXECUTION),
                    deviation(decision, "H", ExceptionType.TIMING));

            assertThat(all()).hasSize(1);
            assertThat(all().get(0).title())
                    .isEqualTo("blocked, and overridden; not reviewed in time; attribute not shown (B, G, H)");
            assertThat(all().get(0).opened().trigger()).isEqualTo(Trigger.OVERRIDE);
        }

        @Test
        @DisplayName("what is found later joins the exception of its deployment, and has to be answered, too")
        void joins() throws Exception {
            long decision = period.overridden();
            open();
            long number = all().get(0).number();
            var followUp = new FollowUp(period.ledger(), period.clock);
            followUp.assign(number, CARLA, ANN, Optional.empty(), Optional.empty());
            followUp.respond(number, ANN, Optional.of("An incident."), Optional.empty(), Optional.of("A standby."));
            assertThat(all().get(0).status()).isEqualTo(Status.ANSWERED);

            period.clock.set(Instant.parse("2026-11-20T00:00:00Z"));
            List<Entry> joined = open();

            assertThat(joined).extracting(Entry::kind).containsExactly("exception-changed");
            assertThat(joined.get(0).body().path("step").asText()).isEqualTo("found-more");
            assertThat(all()).hasSize(1);
            ControlException exception = all().get(0);
            assertThat(exception.findings())
                    .extracting(Finding::trigger)
                    .containsExactly(Trigger.OVERRIDE, Trigger.LATE_REVIEW);
            assertThat(exception.status()).isEqualTo(Status.OPEN);
            assertThat(exception.missing(Optional.of("RISK-1"))).hasSize(2);

            followUp.respond(
                    number, ANN, Optional.of("Both of us were ill."), Optional.empty(), Optional.of("A deputy."));
            open(deviation(decision, "B", ExceptionType.EXECUTION), deviation(decision, "H", ExceptionType.TIMING));

            assertThat(all().get(0).findings()).hasSize(4);
            assertThat(all().get(0).status())
                    .as("that B and H are missing follows from the late review, which was answered")
                    .isEqualTo(Status.ANSWERED);
            assertThat(open()).isEmpty();
        }

        @Test
        @DisplayName(
                "what is found of a deployment whose exception is closed: a new one, but not for what follows from the old")
        void afterClosing() throws Exception {
            long decision = period.overridden();
            period.clock.set(Instant.parse("2026-11-20T00:00:00Z"));
            open();
            long number = all().get(0).number();
            var followUp = new FollowUp(period.ledger(), period.clock);
            followUp.assign(number, CARLA, ANN, Optional.empty(), Optional.empty());
            followUp.respond(number, ANN, Optional.of("An incident."), Optional.empty(), Optional.of("A standby."));
            followUp.close(period.policy.identities(), number, CARLA, Optional.of("RISK-1."), "Accepted.");

            assertThat(open(deviation(decision, "B", ExceptionType.EXECUTION))).isEmpty();
            assertThat(keys(open(deviation(decision, "E", ExceptionType.EVIDENCE))))
                    .containsExactly("deviation/" + decision + "/E");
            assertThat(all()).hasSize(2);
        }

        @Test
        @DisplayName("the same once, however often it is asked, also after reopening")
        void once() throws Exception {
            period.overridden();
            period.deployedAlthoughBlocked();
            period.clock.set(Instant.parse("2026-11-20T00:00:00Z"));

            assertThat(open()).hasSize(2);
            period.settle();
            assertThat(open()).isEmpty();
            assertThat(period.kinds().stream().filter("exception-opened"::equals))
                    .hasSize(2);
        }

        @Test
        @DisplayName("nothing of what lies outside of the period")
        void outside() throws Exception {
            period.deployedAlthoughBlocked();
            var december = new ExceptionOpener(
                    SimulatedPeriod.TO, SimulatedPeriod.TO.plus(Duration.ofDays(31)), List.of(), List.of());

            assertThat(december.open(period.ledger(), period.clock, OpeningProgress.NONE))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("Follow-up")
    class Following {
        private long number;
        private FollowUp followUp;

        @BeforeEach
        void opened() throws Exception {
            period.allowed();
            period.deployedAlthoughBlocked();
            number = open().get(0).index();
            followUp = new FollowUp(period.ledger(), period.clock);
        }

        private IdentityMap identities() {
            return period.policy.identities();
        }

        private ControlException now() throws Exception {
            return ExceptionRegister.read(period.ledger().ledger()).find(number).orElseThrow();
        }

        private void assign() throws Exception {
            followUp.assign(number, CARLA, ANN, Optional.of(LocalDate.of(2026, 11, 20)), Optional.empty());
        }

        private void respond() throws Exception {
            followUp.respond(
                    number,
                    ANN,
                    Optional.of("Deployed by hand."),
                    Optional.of("The change was reviewed the day after."),
                    Optional.of("The right to deploy by hand is revoked."));
        }

        private void retest(boolean passed) throws Exception {
            followUp.retest(
                    number,
                    new Retest(
                            "payments-api-9",
                            Optional.of(1L),
                            LocalDate.of(2026, 11, 4),
                            CARLA,
                            passed,
                            "Looked at it."));
        }

        @Test
        @DisplayName("goes from unowned over answered and retested to closed, each step an entry")
        void wholeWay() throws Exception {
            assertThat(now().status()).isEqualTo(Status.UNOWNED);
            assign();
            assertThat(now().status()).isEqualTo(Status.OPEN);
            assertThat(now().due()).isEqualTo(LocalDate.of(2026, 11, 20));
            respond();
            assertThat(now().status()).isEqualTo(Status.ANSWERED);
            retest(false);
            assertThat(now().status()).isEqualTo(Status.ANSWERED);
            retest(true);
            assertThat(now().status()).isEqualTo(Status.RETESTED);
            followUp.close(identities(), number, CARLA, Optional.empty(), "Retested.");

            ControlException closed = now();
            assertThat(closed.status()).isEqualTo(Status.CLOSED);
            assertThat(closed.closedBy()).contains(CARLA);
            assertThat(closed.compensatingControl()).contains("The change was reviewed the day after.");
            assertThat(closed.changes()).hasSize(5);
            assertThat(period.kinds().stream().filter("exception-changed"::equals))
                    .hasSize(5);
        }

        @Test
        @DisplayName("said twice is recorded once")
        void twice() throws Exception {
            assign();
            assign();
            period.settle();
            followUp = new FollowUp(period.ledger(), period.clock);
            assign();

            assertThat(now().changes()).hasSize(1);
        }

        @Test
        @DisplayName("is not closed without owner, cause, response and retest, which it names")
        void incomplete() throws Exception {
            assertThatThrownBy(() -> followUp.close(identities(), number, CARLA, Optional.empty(), "Done."))
                    .isInstanceOf(FollowUpException.class)
                    .hasMessageContaining("an owner")
                    .hasMessageContaining("its cause")
                    .hasMessageContaining("the management response")
                    .hasMessageContaining("a passed retest");
            assign();
            respond();
            retest(false);
            assertThatThrownBy(() -> followUp.close(identities(), number, CARLA, Optional.empty(), "Done."))
                    .hasMessageContaining("it lacks a passed retest")
                    .hasMessageNotContaining("its cause");
            assertThat(now().status()).isEqualTo(Status.ANSWERED);
        }

        @Test
        @DisplayName("is closed by a documented acceptance in place of a retest")
        void accepted() throws Exception {
            assign();
            respond();
            followUp.close(identities(), number, CARLA, Optional.of("Dana Reyes, CIO; RISK-12."), "Accepted.");

            assertThat(now().status()).isEqualTo(Status.CLOSED);
            assertThat(now().acceptance()).contains("Dana Reyes, CIO; RISK-12.");
        }

        @Test
        @DisplayName(
                "is not closed by its owner, under whichever account, nor by somebody whom nobody can tell from the owner")
        void byTheOwner() throws Exception {
            assign();
            respond();
            retest(true);

            for (Identity owner : List.of(ANN, Identity.parse("jenkins:ann"))) {
                assertThatThrownBy(() -> followUp.close(identities(), number, owner, Optional.empty(), "Done."))
                        .isInstanceOf(FollowUpException.class)
                        .hasMessageContaining("another person must close it");
            }
            assertThatThrownBy(() -> followUp.close(
                            identities(), number, Identity.parse("jenkins:stranger"), Optional.empty(), "Done."))
                    .isInstanceOf(FollowUpException.class)
                    .hasMessageContaining("is not known; add jenkins:stranger to the policy's identities");
            assertThat(now().status()).isEqualTo(Status.RETESTED);
        }

        @Test
        @DisplayName("of a closed exception ends there")
        void closed() throws Exception {
            accepted();

            assertThatThrownBy(this::assign)
                    .isInstanceOf(FollowUpException.class)
                    .hasMessageContaining("was closed by jenkins:carla");
        }

        @Test
        @DisplayName("of what is no exception, or says nothing, is refused")
        void nothing() throws Exception {
            assertThatThrownBy(() -> followUp.assign(1, CARLA, ANN, Optional.empty(), Optional.empty()))
                    .hasMessageContaining("entry 1 is no exception");
            assertThatThrownBy(
                            () -> followUp.respond(number, ANN, Optional.empty(), Optional.empty(), Optional.empty()))
                    .isInstanceOf(FollowUpException.class);
            assertThatThrownBy(
                            () -> followUp.respond(number, ANN, Optional.of(" \n"), Optional.empty(), Optional.empty()))
                    .hasMessage("the cause takes 1 to 4000 characters");
        }

        @Test
        @DisplayName(
                "a retest lies neither ahead nor before the deviation, and names a decision where it names an entry")
        void retestDays() {
            for (LocalDate day : List.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 6))) {
                assertThatThrownBy(() ->
                                followUp.retest(number, new Retest("x", Optional.empty(), day, CARLA, true, "seen")))
                        .isInstanceOf(FollowUpException.class);
            }
            assertThatThrownBy(() -> followUp.retest(
                            number, new Retest("x", Optional.of(0L), LocalDate.of(2026, 11, 4), CARLA, true, "seen")))
                    .hasMessageContaining("entry 0 is no decision");
        }

        @Test
        @DisplayName("that somebody wrote past it closes nothing that it would not have closed")
        void writtenPast() throws Exception {
            period.ledger()
                    .append(
                            EntryKind.EXCEPTION_CHANGED,
                            new ExceptionChanged.Closed(
                                    number, ANN, period.clock.instant(), Optional.empty(), Optional.empty()));

            assertThat(now().status()).isEqualTo(Status.UNOWNED);
            assertThat(now().changes()).hasSize(1);
        }

        @Test
        @DisplayName("shows the overdue first, then the open, then the closed")
        void order() throws Exception {
            period.overridden();
            period.deployedAlthoughBlocked();
            open();
            accepted();
            List<Long> others = all().stream()
                    .map(ControlException::number)
                    .filter(other -> other != number)
                    .toList();
            followUp.assign(others.get(1), CARLA, ANN, Optional.of(LocalDate.of(2026, 11, 10)), Optional.empty());
            period.clock.set(Instant.parse("2026-11-10T23:59:59Z"));
            assertThat(all()).noneMatch(one -> one.isOverdue(period.clock.instant()));
            period.clock.set(Instant.parse("2026-11-11T00:00:00Z"));

            assertThat(all().stream().map(ControlException::number))
                    .containsExactly(others.get(1), others.get(0), number);
            assertThat(all().get(0).isOverdue(period.clock.instant())).isTrue();
        }
    }
}
