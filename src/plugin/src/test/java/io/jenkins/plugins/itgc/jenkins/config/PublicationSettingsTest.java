package io.jenkins.plugins.itgc.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.publication.PublicationException;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PublicationSettingsTest {
    private static final String SECRET = "the-secret-key-of-tests";

    private static JenkinsRule jenkins;
    private static ChangeControlFixture world;

    @BeforeAll
    static void begin(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ChangeControlFixture(rule);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.SYSTEM, "itgc-aws", "AKIATEST", SECRET, "For audits"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PublicationSettings/checkEveryMinutes",
                "DirectoryPlace/checkPath",
                "BucketPlace/checkBucket",
                "BucketPlace/checkPrefix",
                "BucketPlace/checkEndpoint",
                "BucketPlace/checkLock",
                "BucketPlace/checkYears",
                "BucketPlace/checkCredentialsId"
            })
    void aCheckIsMadeByPostAndForAdministratorsAlone(String check) throws Exception {
        String path = "descriptorByName/io.jenkins.plugins.itgc.jenkins.config." + check;

        assertThat(world.statusOf("admin", path + "?value=1")).isEqualTo(405);
        assertThat(status("ben", path)).isEqualTo(403);
        assertThat(status("admin", path)).isEqualTo(200);
    }

    private static int status(String user, String path) throws Exception {
        return world.post(world.browser(user), path, "value", "1")
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    void theFormKeepsABucketAsItIsAndShowsNoSecret() throws Exception {
        var place = new BucketPlace("acme-audit");
        place.setPrefix("itgc");
        place.setRegion("eu-central-1");
        place.setEndpoint("https://s3.acme.example/");
        place.setKmsKey("alias/itgc");
        place.setLock("governance");
        place.setYears(10);
        place.setLegalHold(true);
        place.setCredentialsId("itgc-aws");
        var settings = new PublicationSettings(place);
        settings.setEveryMinutes(60);
        ChangeGateConfiguration.get().setPublication(settings);

        var admin = jenkins.createWebClient().withBasicCredentials("admin", "admin");
        var page = admin.goTo("manage/configure");
        assertThat(page.asXml()).doesNotContain(SECRET);
        jenkins.submit(page.getFormByName("config"));

        PublicationSettings kept = ChangeGateConfiguration.get().getPublication();
        assertThat(kept).isNotNull().isNotSameAs(settings);
        assertThat(kept.getEveryMinutes()).isEqualTo(60);
        jenkins.assertEqualDataBoundBeans(place, kept.getPlace());
    }

    @Test
    void credentialsAreOfferedToAdministratorsAlone() {
        var bucket = ExtensionList.lookupSingleton(BucketPlace.DescriptorImpl.class);
        assertThat(bucket.doFillCredentialsIdItems(""))
                .extracting(option -> option.value)
                .contains("", "itgc-aws");
        try (var ben = ACL.as(User.getById("ben", true))) {
            assertThat(bucket.doFillCredentialsIdItems(""))
                    .extracting(option -> option.value)
                    .containsExactly("");
        }
    }

    @Test
    void credentialsThatAreNotThereAreDeniedByTheirId() {
        var place = new BucketPlace("acme-audit");
        place.setRegion("eu-central-1");
        place.setCredentialsId("gone");
        assertThatThrownBy(() -> place.open(Clock.systemUTC()))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("no AWS credentials with the id \"gone\"");
    }

    @Test
    void aBucketIsOpenedWithTheClientOfThePlugin() throws Exception {
        var place = new BucketPlace("acme-audit");
        place.setRegion("eu-central-1");
        place.setEndpoint("http://127.0.0.1:1");
        place.setCredentialsId("itgc-aws");
        try (var archive = place.open(Clock.systemUTC())) {
            assertThat(archive.location("ledger.pub")).isEqualTo("s3://acme-audit/ledger.pub");
        }
    }
}
