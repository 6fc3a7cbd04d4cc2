package io.jenkins.plugins.itgc.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import io.jenkins.plugins.itgc.simulated.SimulatedTest;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a period may be signed off, by whom, and what that is bound to. */
class ManagementReviewTest {
    private static final Identity CARLA = Identity.gitHub("carla");
    private static final String STATEMENT = "All items and exceptions reviewed; the control can be relied on.";

    @TempDir
    private Path directory;

    private SimulatedPeriod period;
    private SimulatedTest test;

    @BeforeEach
    void begin() throws Exception {
        period = new SimulatedPeriod(directory.resolve("ledger"));
        period.allowed();
        period.allowed();
        period.reviewed(period.overridden(), true);
        period.blocked();
        test = SimulatedTest.of(period, directory, 2);
    }

    @AfterEach
    void end() throws Exception {
        period.close();
    }

    private Entry signOff(Identity by) throws Exception {
        return signOff(by, LocalDate.of(2026, 12, 2));
    }

    private Entry signOff(Identity by, LocalDate on) throws Exception {
        return new ManagementReview(period.ledger(), period.clock)
                .signOff(test.test(), period.policy.identities(), by, on, STATEMENT);
    }

    @Test
    @DisplayName("is recorded with what was reviewed, and once")
    void recorded() throws Exception {
        test.tested();
        test.ownedExceptions();
        long size = period.ledger().ledger().size();

        Entry entry = signOff(CARLA);

        assertThat(entry.kind()).isEqualTo("sign-off");
        SignOff signed = Json.read(entry.body(), SignOff.class);
        assertThat(signed.population()).isEqualTo(test.test().population().digest());
        assertThat(signed.sample()).isEqualTo(ControlTest.sha256(test.sample()));
        assertThat(signed.worksheet()).isEqualTo(test.test().worksheet().digest());
        assertThat(signed.checkpointSize()).isEqualTo(size);
        assertThat(signed.checkpointRoot())
                .isEqualTo(period.ledger().ledger().root(size).base64());
        assertThat(signed.count()).isEqualTo(3);
        assertThat(signed.items()).isEqualTo(3);
        assertThat(signed.exceptions()).isPositive();
        assertThat(signed.openExceptions()).isEqualTo(signed.exceptions());
        assertThat(signed.on()).isEqualTo(LocalDate.of(2026, 12, 2));
        assertThat(entry.body().path("on").asText()).isEqualTo("2026-12-02");
        period.clock.advanceSeconds(60);
        assertThat(signOff(CARLA).index()).isEqualTo(entry.index());
        assertThat(SignOffs.of(period.ledger().ledger(), SimulatedPeriod.FROM)).hasSize(1);
    }

    @Test
    @DisplayName("is refused while items are untested, exceptions unopened or unowned; all of it is told")
    void refused() throws Exception {
        assertThatThrownBy(() -> signOff(CARLA))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("3 items are untested (1 ")
                .hasMessageContaining("exception is not opened (override/");
        test.tested();
        test.openedExceptions();
        assertThatThrownBy(() -> signOff(CARLA))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("exception has no owner")
                .hasMessageNotContaining("untested")
                .hasMessageNotContaining("not opened");
        test.ownedExceptions();
        assertThat(signOff(CARLA)).isNotNull();
    }

    @Test
    @DisplayName("a deviation that only the tester found is an exception too; a void item must be replaced")
    void byTheTester() throws Exception {
        test.tested();
        test.ownedExceptions();
        test.tested(1, TesterConclusion.NOT_DETERMINABLE);
        assertThatThrownBy(() -> signOff(CARLA)).hasMessageContaining("1 exception is not opened (deviation/1/tester)");
        test.ownedExceptions();
        assertThat(signOff(CARLA)).isNotNull();
        test.tested(2, TesterConclusion.VOID);
        assertThatThrownBy(() -> signOff(CARLA, LocalDate.of(2026, 12, 1)))
                .hasMessageContaining("1 item was found void");
    }

    @Test
    @DisplayName("is refused to a tester, and to whoever cannot be told from one")
    void separation() throws Exception {
        test.tested();
        test.ownedExceptions();

        assertThatThrownBy(() -> signOff(SimulatedTest.TESTER))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("tested items of it")
                .hasMessageContaining("another person must sign it off");
        assertThatThrownBy(() -> signOff(Identity.parse("email:dana@example.com")))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("is not known; add email:dana@example.com, github:tess");
    }

    @Test
    @DisplayName("is neither of a day that lies ahead, nor of one before the period was over")
    void day() throws Exception {
        test.tested();
        test.ownedExceptions();

        assertThatThrownBy(() -> signOff(CARLA, LocalDate.of(2026, 12, 3))).hasMessageContaining("today is 2026-12-02");
        assertThatThrownBy(() -> signOff(CARLA, LocalDate.of(2026, 11, 30)))
                .hasMessageContaining("the period ends on 2026-11-30");
        assertThat(signOff(CARLA, LocalDate.of(2026, 12, 1))).isNotNull();
    }

    @Test
    @DisplayName("a test whose parts do not belong together cannot be read")
    void mixed() throws Exception {
        Path sample = test.sample();
        String text = Files.readString(sample);
        Files.writeString(sample, text.replace(test.test().items().get(0).id(), "another"));
        assertThatThrownBy(() -> ControlTest.read(test.population(), sample, test.worksheet()))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("is not what its population and seed give");

        Files.writeString(sample, text.replace("\"dice\"", "\"other dice\""));
        assertThatThrownBy(() -> ControlTest.read(test.population(), sample, test.worksheet()))
                .isInstanceOf(SignOffException.class)
                .hasMessageContaining("it is of the sample");
    }
}
