package io.jenkins.plugins.itgc.jenkins.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import io.jenkins.plugins.itgc.jenkins.config.BucketPlace;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.RecordedDeployments;
import io.jenkins.plugins.itgc.jenkins.testing.S3Mock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The packaged plugin, whose SDK comes from other plugins with class loaders of their own. */
class PackagedBucketPublicationTest {
    @RegisterExtension
    private final RealJenkinsExtension real =
            new RealJenkinsExtension().javaOptions("-Daws.accessKeyId=AKIACHAIN", "-Daws.secretAccessKey=of-the-chain");

    @Test
    void theLedgerGetsIntoTheBucketWithCredentialsOfTheChainAndWithThoseOfJenkins() throws Throwable {
        String chain = S3Mock.bucket(false);
        String locked = S3Mock.bucket(true);
        real.startJenkins();

        String byItself = real.runRemotely(PackagedBucketPublicationTest::byItself, S3Mock.address(), chain);
        String asked = real.runRemotely(PackagedBucketPublicationTest::whenAsked, S3Mock.address(), locked);

        assertThat(byItself).contains("published: entries 0 to 2", "not locked");
        assertThat(S3Mock.keys(chain)).contains("itgc/ledger.pub").hasSizeGreaterThan(4);
        assertThat(asked).contains("published: entries 0 to 2", "locked for 7 years (compliance mode)");
        assertThat(S3Mock.keys(locked)).hasSameSizeAs(S3Mock.keys(chain));
        assertThat(S3Mock.read(locked, "itgc/ledger.pub?retention")).contains("COMPLIANCE");
    }

    private static String byItself(JenkinsRule jenkins, String address, String bucket) throws Exception {
        new RecordedDeployments(ControllerLedger.get().open()).allowed();
        var settings = new PublicationSettings(place(address, bucket));
        settings.setEveryMinutes(60);
        ChangeGateConfiguration.get().setPublication(settings);
        ExtensionList.lookupSingleton(PeriodicPublication.class).run();
        GateSetUp.await(
                "publishes", () -> Works.get().at(LedgerPublication.PLACE).isPresent());
        return ended();
    }

    private static String whenAsked(JenkinsRule jenkins, String address, String bucket) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.SYSTEM, "itgc-aws", "AKIAJENKINS", "of-jenkins", ""));
        BucketPlace place = place(address, bucket);
        place.setCredentialsId("itgc-aws");
        place.setLock("compliance");
        ChangeGateConfiguration.get().setPublication(new PublicationSettings(place));
        LedgerPublication.get().begin();
        return ended();
    }

    private static BucketPlace place(String address, String bucket) {
        var place = new BucketPlace(bucket);
        place.setPrefix("itgc");
        place.setRegion("eu-central-1");
        place.setEndpoint(address);
        return place;
    }

    private static String ended() throws Exception {
        GateSetUp.await(
                "is published",
                () -> !Works.get().at(LedgerPublication.PLACE).orElseThrow().isRunning());
        return LedgerPublication.get().last().orElseThrow().text();
    }
}
