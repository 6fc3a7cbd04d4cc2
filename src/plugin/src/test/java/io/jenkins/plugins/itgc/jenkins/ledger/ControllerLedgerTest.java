package io.jenkins.plugins.itgc.jenkins.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ControllerLedgerTest {
    @Test
    void opensInTheHomeDirectory(JenkinsRule jenkins) throws Exception {
        assertThat(ControllerLedger.get().open().ledger().size()).isZero();
        assertThat(jenkins.jenkins.getRootDir().toPath().resolve("itgc-gate/ledger/ledger.pub"))
                .exists();
    }
}
