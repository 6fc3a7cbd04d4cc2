package io.jenkins.plugins.itgc.publication.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.LedgerFixture;
import io.jenkins.plugins.itgc.publication.Publication;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.PublicationProgress;
import io.jenkins.plugins.itgc.publication.PublishedCopy;
import io.jenkins.plugins.itgc.publication.Publisher;
import io.jenkins.plugins.itgc.publication.Retention;
import io.jenkins.plugins.itgc.publication.Retention.Mode;
import io.jenkins.plugins.itgc.publication.s3.FaultProxy.Asked;
import io.jenkins.plugins.itgc.publication.s3.FaultProxy.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole publications to a bucket, with faults in between. */
class S3PublishingTest {
    private static final Retention SEVEN = new Retention(Mode.COMPLIANCE, 7);

    @TempDir
    private Path ledgerDirectory;

    @TempDir
    private Path scratch;

    private LedgerFixture log;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws Exception {
        log = new LedgerFixture(ledgerDirectory);
        proxy = new FaultProxy();
        log.deployments(2);
        log.days(4);
        log.deployments(2);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        proxy.close();
    }

    private S3Archive archive(S3Place place) throws Exception {
        return new S3Archive(
                S3Connection.open(place, Optional.of(S3Server.CREDENTIALS), S3Server.IMPATIENT),
                place,
                Clock.systemUTC(),
                Upload.PART);
    }

    private Publication publish(Archive archive) throws Exception {
        return new Publisher(archive, PublicationProgress.NONE).publish(log.ledger, log.ledger.verifierKey());
    }

    private Path empty() throws Exception {
        return Files.createTempDirectory(scratch, "ledger");
    }

    @Test
    void shouldLockEveryObjectThatItPublishes() throws Exception {
        var place = S3Server.place(true, proxy.address()).withRetention(Optional.of(SEVEN));
        try (var archive = archive(place);
                var server = S3Server.client()) {
            var publication = publish(archive);
            new PublishedCopy(archive).requireWhole(12, log.ledger.verifierKey(), empty());

            assertThat(publication.protection()).contains("7 years (compliance mode)");
            assertThat(publication.objects()).hasSize(9);
            for (var object : publication.objects()) {
                assertThat(server.getObjectRetention(request ->
                                        request.bucket(place.bucket()).key("itgc/" + object.key()))
                                .retention()
                                .retainUntilDate())
                        .isAfter(SEVEN.until(Clock.systemUTC().instant()).minusSeconds(600));
            }
        }
    }

    @Test
    void shouldWriteNothingToABucketWithoutALock() throws Exception {
        try (var archive = archive(S3Server.place(false, proxy.address()).withRetention(Optional.of(SEVEN)))) {
            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(archive))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_LOCK));

            assertThat(archive.names("")).isEmpty();
        }
    }

    @Test
    void shouldCompleteWhatFaultsBrokeOff() throws Exception {
        for (Fault fault : new Fault[] {
            FaultProxy.error(503, "SlowDown"),
            FaultProxy.error(500, "InternalError"),
            FaultProxy.cut(),
            FaultProxy.flip()
        }) {
            var place = S3Server.place(false, proxy.address());
            try (var archive = archive(place)) {
                proxy.fault(onBucket(place, "/deployments/"), S3Connection.ATTEMPTS, fault);

                boolean brokenOff = false;
                for (int runs = 0; runs <= S3Connection.ATTEMPTS; runs++) {
                    try {
                        publish(archive);
                    } catch (PublicationException e) {
                        brokenOff = true;
                        assertThat(new PublishedCopy(archive).manifests()).isEmpty();
                    }
                }

                assertThat(brokenOff).isTrue();
                new PublishedCopy(archive).requireWhole(12, log.ledger.verifierKey(), empty());
            }
        }
    }

    private static Predicate<Asked> onBucket(S3Place place, String inPath) {
        return asked -> asked.isUpload()
                && asked.uri().getPath().startsWith("/" + place.bucket())
                && asked.uri().getPath().contains(inPath);
    }

    @Test
    void shouldFindAnotherHistoryOutAndWriteNothing(@TempDir Path elsewhere) throws Exception {
        try (var archive = archive(S3Server.place(false, proxy.address()))) {
            publish(archive);
            int before = proxy.asked().size();
            try (var forged = log.another(elsewhere)) {
                forged.deployments(9);

                assertThatExceptionOfType(PublicationException.class)
                        .isThrownBy(() -> new Publisher(archive, PublicationProgress.NONE)
                                .publish(forged.ledger, forged.ledger.verifierKey()))
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT))
                        .withMessageContaining("THE LEDGER CONTRADICTS WHAT WAS PUBLISHED");
            }
            assertThat(proxy.asked().subList(before, proxy.asked().size()))
                    .allMatch(asked -> asked.method().equals("GET"));
        }
    }
}
