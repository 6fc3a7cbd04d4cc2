package io.jenkins.plugins.itgc.publication.s3;

import static io.jenkins.plugins.itgc.publication.s3.FaultProxy.cut;
import static io.jenkins.plugins.itgc.publication.s3.FaultProxy.error;
import static io.jenkins.plugins.itgc.publication.s3.FaultProxy.flip;
import static io.jenkins.plugins.itgc.publication.s3.FaultProxy.forget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.publication.Archive.Stored;
import io.jenkins.plugins.itgc.publication.Content;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.Retention;
import io.jenkins.plugins.itgc.publication.Retention.Mode;
import io.jenkins.plugins.itgc.publication.s3.FaultProxy.Asked;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** What goes wrong on the way to a bucket, and what the bucket is asked for. */
class S3ArchiveTest {
    private static final int PART = 5 << 20;
    private static final Content SMALL = Content.of("a line\n".getBytes(StandardCharsets.UTF_8));
    private static final String KEY = "ledger/a.jsonl";

    private FaultProxy proxy;
    private S3Client server;

    @BeforeEach
    void start() throws Exception {
        proxy = new FaultProxy();
        server = S3Server.client();
    }

    @AfterEach
    void stop() {
        server.close();
        proxy.close();
    }

    private S3Place place(boolean lock) {
        return S3Server.place(lock, proxy.address());
    }

    private static S3Archive open(S3Place place) throws Exception {
        return open(place, Clock.systemUTC(), S3Server.CREDENTIALS);
    }

    private static S3Archive open(S3Place place, InstantSource clock, AwsCredentialsProvider credentials)
            throws Exception {
        return new S3Archive(
                S3Connection.open(place, Optional.of(credentials), S3Server.IMPATIENT), place, clock, PART);
    }

    private static PublicationException failure(Callable<?> action) {
        try {
            action.call();
        } catch (PublicationException e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(S3Server.SECRET);
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it went well");
    }

    private static PublicationException notReady(S3Place place) throws Exception {
        try (var archive = open(place)) {
            return failure(() -> {
                archive.requireReady();
                return archive;
            });
        }
    }

    private boolean isThere(S3Place place) {
        return !server.listObjectsV2(request -> request.bucket(place.bucket()))
                .contents()
                .isEmpty();
    }

    private List<Asked> uploads() {
        return proxy.asked().stream().filter(Asked::isUpload).toList();
    }

    @Nested
    @DisplayName("Before anything is stored")
    class Ready {
        @Test
        void shouldSayThatThereIsNoSuchBucket() throws Exception {
            var nowhere = S3Place.parse("s3://no-such-bucket-anywhere")
                    .withRegion(Optional.of("eu-central-1"))
                    .withEndpoint(Optional.of(proxy.address()));

            var e = notReady(nowhere);

            assertThat(e.reason()).isEqualTo(Reason.NO_PLACE);
            assertThat(e).hasMessageContaining("s3://no-such-bucket-anywhere/").hasMessageContaining("no such bucket");
        }

        @Test
        void shouldSayThatTheBucketHasNoLock() throws Exception {
            for (var place : List.of(
                    place(false).withRetention(Optional.of(new Retention(Mode.COMPLIANCE, 7))),
                    place(false).withLegalHold(true))) {
                var e = notReady(place);

                assertThat(e.reason()).isEqualTo(Reason.NO_LOCK);
                assertThat(e).hasMessageContaining("has no Object Lock").hasMessageContaining("Nothing was published");
            }
            assertThat(proxy.asked()).allMatch(asked -> asked.method().equals("GET"));
        }

        @Test
        void shouldAskForNoLockWhereNoneIsWanted() throws Exception {
            try (var archive = open(place(false))) {
                archive.requireReady();

                assertThat(archive.protection()).startsWith("not locked");
            }
            assertThat(proxy.asked()).noneMatch(asked -> asked.is("GET", "object-lock"));
        }

        @Test
        void shouldSeeThatTheClockIsWrong() throws Exception {
            for (var off : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
                try (var archive = open(place(false), () -> Instant.now().plus(off), S3Server.CREDENTIALS)) {
                    var e = failure(() -> {
                        archive.requireReady();
                        return archive;
                    });

                    assertThat(e.reason()).isEqualTo(Reason.CLOCK_SKEW);
                    assertThat(e).hasMessageContaining("set by a time server");
                }
            }
        }

        @Test
        void shouldSayThatThereAreNoCredentials() throws Exception {
            var none = AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
            try (var archive = open(place(false), Clock.systemUTC(), none)) {
                var e = failure(() -> {
                    archive.requireReady();
                    return archive;
                });

                assertThat(e.reason()).isEqualTo(Reason.DENIED);
                assertThat(e).hasMessageContaining("there are no credentials");
            }
        }

        @Test
        void shouldNameTheRegionThatTheBucketIsIn() throws Exception {
            proxy.fault(any -> true, 9, error(301, "PermanentRedirect", "x-amz-bucket-region", "us-west-2"));

            var e = notReady(place(false));

            assertThat(e.reason()).isEqualTo(Reason.WRONG_REGION);
            assertThat(e).hasMessageContaining("the region us-west-2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "403, InvalidAccessKeyId, DENIED",
        "403, SignatureDoesNotMatch, DENIED",
        "400, ExpiredToken, DENIED",
        "400, KMS.DisabledException, DENIED",
        "403, RequestTimeTooSkewed, CLOCK_SKEW",
        "400, AuthorizationHeaderMalformed, WRONG_REGION",
        "404, NoSuchBucket, NO_PLACE",
        "400, BadDigest, CHECKSUM",
        "400, InvalidArgument, REQUEST",
        "501, NotImplemented, REQUEST",
        "409, ConditionalRequestConflict, UNAVAILABLE",
        "503, SlowDown, THROTTLED",
        "429, TooManyRequests, THROTTLED",
        "500, InternalError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE"
    })
    void shouldSayWhatTheServersErrorMeans(int status, String code, Reason reason) throws Exception {
        var place = place(false);
        proxy.fault(Asked::isUpload, Integer.MAX_VALUE, error(status, code));
        try (var archive = open(place)) {
            var e = failure(() -> archive.store(KEY, SMALL));

            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e).hasMessageContaining("cannot store itgc/" + KEY);
        }
        assertThat(uploads()).hasSizeBetween(1, S3Connection.ATTEMPTS);
        assertThat(isThere(place)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"503, SlowDown", "500, InternalError", "502, BadGateway"})
    void shouldHavePatienceWithAServerThatIsBusyForAWhile(int status, String code) throws Exception {
        proxy.fault(Asked::isUpload, 3, error(status, code));
        proxy.fault(asked -> asked.method().equals("HEAD"), 2, error(status, code));
        try (var archive = open(place(false))) {
            assertThat(archive.store(KEY, SMALL)).isEqualTo(Stored.NEW);
            assertThat(archive.read(KEY, 100)).isPresent();
        }
        assertThat(uploads()).hasSize(4);
    }

    @Test
    void shouldSendAgainWhatWasCutOff() throws Exception {
        proxy.fault(Asked::isUpload, 2, cut());
        try (var archive = open(place(false))) {
            assertThat(archive.store(KEY, SMALL)).isEqualTo(Stored.NEW);
        }
    }

    @Test
    void shouldGiveUpWhereNobodyAnswers() throws Exception {
        proxy.fault(Asked::isUpload, Integer.MAX_VALUE, cut());
        try (var archive = open(place(false))) {
            var e = failure(() -> archive.store(KEY, SMALL));

            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(e).hasMessageContaining("there was no whole answer");
        }
    }

    @Test
    void shouldNotTakeAnAnswerThatWasLostForSomebodyElsesObject() throws Exception {
        // The server stores it, and the answer is lost; the second attempt finds the name taken.
        proxy.fault(Asked::isUpload, 1, (exchange, body) -> {
            server.putObject(
                    request -> request.bucket(exchange.getRequestURI().getPath().split("/")[1])
                            .key("itgc/" + KEY),
                    RequestBody.fromString("a line\n"));
            exchange.close();
            return true;
        });
        try (var archive = open(place(false))) {
            assertThat(archive.store(KEY, SMALL)).isEqualTo(Stored.THERE);
        }
    }

    @Test
    void shouldNotStoreWhatWasChangedOnTheWay() throws Exception {
        var place = place(false);
        proxy.fault(Asked::isUpload, Integer.MAX_VALUE, flip());
        try (var archive = open(place)) {
            var e = failure(() -> archive.store(KEY, SMALL));

            assertThat(e.reason()).isEqualTo(Reason.CHECKSUM);
        }
        assertThat(isThere(place)).isFalse();
    }

    @Test
    void shouldReadWhatTheServerGivesNoChecksumOf() throws Exception {
        var place = place(false);
        for (var content : List.of("a line\n", "a Line\n")) {
            server.putObject(
                    request -> request.bucket(place.bucket()).key("itgc/" + content.charAt(2)),
                    RequestBody.fromString(content));
        }
        try (var archive = open(place)) {
            assertThat(archive.store("l", SMALL)).isEqualTo(Stored.THERE);
            assertThat(failure(() -> archive.store("L", SMALL)).reason()).isEqualTo(Reason.CONFLICT);
        }
    }

    @Test
    void shouldSendTheConditionTheChecksumAndTheKmsKey() throws Exception {
        var place = place(false).withKmsKey(Optional.of(S3Server.KMS_KEY));
        try (var archive = open(place)) {
            archive.store(KEY, SMALL);
            archive.store("long", large());
        }
        assertThat(uploads()).singleElement().satisfies(asked -> {
            assertThat(asked.header("if-none-match")).contains("*");
            assertThat(asked.header("x-amz-checksum-sha256")).isPresent();
            assertThat(asked.header("x-amz-server-side-encryption")).contains("aws:kms");
            assertThat(asked.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .contains(S3Server.KMS_KEY);
        });
        assertThat(proxy.asked()).anySatisfy(asked -> {
            assertThat(asked.is("POST", "uploads")).isTrue();
            assertThat(asked.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .contains(S3Server.KMS_KEY);
        });
        assertThat(proxy.asked()).anySatisfy(asked -> {
            assertThat(asked.is("POST", "uploadId=")).isTrue();
            assertThat(asked.header("if-none-match")).contains("*");
        });
    }

    @Nested
    @DisplayName("A long object")
    class InParts {
        @Test
        void shouldArriveInParts() throws Exception {
            var content = large();
            var place = place(false);
            try (var archive = open(place)) {
                assertThat(archive.store(KEY, content)).isEqualTo(Stored.NEW);
                assertThat(archive.read(KEY, 20 << 20))
                        .hasValueSatisfying(
                                bytes -> assertThat(Content.of(bytes).sha256()).isEqualTo(content.sha256()));
                assertThat(archive.store(KEY, content)).isEqualTo(Stored.THERE);
            }
            assertThat(proxy.asked().stream().filter(asked -> asked.is("PUT", "partNumber=")))
                    .hasSize(3)
                    .allSatisfy(asked ->
                            assertThat(asked.header("x-amz-checksum-sha256")).isPresent());
            assertThat(server.headObject(request -> request.bucket(place.bucket())
                                    .key("itgc/" + KEY)
                                    .checksumMode("ENABLED"))
                            .checksumSHA256())
                    .endsWith("-3");
        }

        @Test
        void shouldSendAPartAgainThatWasCutOff() throws Exception {
            proxy.fault(asked -> asked.is("PUT", "partNumber=2"), 2, cut());
            proxy.fault(asked -> asked.is("PUT", "partNumber=3"), 2, error(503, "SlowDown"));
            try (var archive = open(place(false))) {
                assertThat(archive.store(KEY, large())).isEqualTo(Stored.NEW);
            }
        }

        @Test
        void shouldNotBeThereAtAllWhereAPartNeverArrives() throws Exception {
            var place = place(false);
            proxy.fault(asked -> asked.is("PUT", "partNumber=2"), S3Connection.ATTEMPTS, cut());
            try (var archive = open(place)) {
                assertThat(failure(() -> archive.store(KEY, large())).reason()).isEqualTo(Reason.UNAVAILABLE);
                assertThat(isThere(place)).isFalse();
                assertThat(server.listMultipartUploads(request -> request.bucket(place.bucket()))
                                .uploads())
                        .isEmpty();

                assertThat(archive.store(KEY, large())).isEqualTo(Stored.NEW);
            }
        }

        @Test
        void shouldNotBeThereWhereAPartWasChangedOnTheWay() throws Exception {
            var place = place(false);
            proxy.fault(asked -> asked.is("PUT", "partNumber=3"), Integer.MAX_VALUE, flip());
            try (var archive = open(place)) {
                assertThat(failure(() -> archive.store(KEY, large())).reason()).isEqualTo(Reason.CHECKSUM);
            }
            assertThat(isThere(place)).isFalse();
        }

        @Test
        void shouldSayWhyItFailedAlsoWhereItsPartsCannotBeRemoved() throws Exception {
            proxy.fault(asked -> asked.is("PUT", "partNumber=1"), Integer.MAX_VALUE, error(403, "AccessDenied"));
            proxy.fault(asked -> asked.method().equals("DELETE"), Integer.MAX_VALUE, error(403, "AccessDenied"));
            try (var archive = open(place(false))) {
                assertThat(failure(() -> archive.store(KEY, large())).reason()).isEqualTo(Reason.DENIED);
            }
        }

        @Test
        void shouldNotTakeTheNameOfAnotherThatCameFirst() throws Exception {
            var place = place(false);
            // S3Mock removes the object of that name with the parts; S3 does not.
            proxy.fault(asked -> asked.method().equals("DELETE"), 1, forget());
            proxy.fault(asked -> asked.is("POST", "uploadId="), 1, (exchange, body) -> {
                server.putObject(
                        request -> request.bucket(place.bucket()).key("itgc/" + KEY), RequestBody.fromString("first"));
                return false;
            });
            try (var archive = open(place)) {
                assertThat(failure(() -> archive.store(KEY, large())).reason()).isEqualTo(Reason.CONFLICT);
                assertThat(archive.read(KEY, 100)).contains("first".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Nested
    @DisplayName("A lock")
    class Locks {
        private final Retention seven = new Retention(Mode.COMPLIANCE, 7);

        @Test
        void shouldBeAskedForWithTheUploadAndStandOnTheServer() throws Exception {
            var place = place(true).withRetention(Optional.of(seven)).withLegalHold(true);
            try (var archive = open(place)) {
                archive.requireReady();
                archive.store(KEY, SMALL);
                archive.store("long", large());
                assertThat(archive.protection())
                        .isEqualTo("locked for 7 years (compliance mode), held until the legal hold is lifted");
            }
            var asked = List.of(
                    uploads().get(0),
                    proxy.asked().stream()
                            .filter(one -> one.is("POST", "uploads"))
                            .findFirst()
                            .orElseThrow());
            assertThat(asked).allSatisfy(one -> {
                assertThat(one.header("x-amz-object-lock-mode")).contains("COMPLIANCE");
                assertThat(one.header("x-amz-object-lock-legal-hold")).contains("ON");
                assertThat(Instant.parse(one.header("x-amz-object-lock-retain-until-date")
                                .orElseThrow()))
                        .isBetween(seven.until(Instant.now()).minusSeconds(300), seven.until(Instant.now()));
            });
            for (var key : List.of("itgc/" + KEY, "itgc/long")) {
                var kept = server.getObjectRetention(
                                request -> request.bucket(place.bucket()).key(key))
                        .retention();
                assertThat(kept.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
                assertThat(kept.retainUntilDate())
                        .isAfter(seven.until(Instant.now()).minusSeconds(300));
                assertThat(server.getObjectLegalHold(request ->
                                        request.bucket(place.bucket()).key(key))
                                .legalHold()
                                .status())
                        .isEqualTo(ObjectLockLegalHoldStatus.ON);
            }
        }

        @Test
        void shouldNotBeAskedForAgainWhereItStands() throws Exception {
            try (var archive = open(place(true).withRetention(Optional.of(seven)))) {
                archive.store(KEY, SMALL);
                long asked = locksAskedFor();

                assertThat(archive.store(KEY, SMALL)).isEqualTo(Stored.THERE);
                assertThat(locksAskedFor()).isEqualTo(asked);
            }
        }

        @Test
        void shouldBeMadeLongerWhereItIsTooShort() throws Exception {
            var place = place(true);
            try (var archive = open(place.withRetention(Optional.of(new Retention(Mode.GOVERNANCE, 1))))) {
                archive.store(KEY, SMALL);
            }
            try (var archive = open(place.withRetention(Optional.of(seven)))) {
                assertThat(archive.store(KEY, SMALL)).isEqualTo(Stored.THERE);
            }
            assertThat(server.getObjectRetention(
                                    request -> request.bucket(place.bucket()).key("itgc/" + KEY))
                            .retention()
                            .retainUntilDate())
                    .isAfter(seven.until(Instant.now()).minusSeconds(300));
        }

        @Test
        void shouldBeFoundMissingWhereTheServerForgetsIt() throws Exception {
            proxy.fault(asked -> asked.is("PUT", "retention"), Integer.MAX_VALUE, forget());
            proxy.fault(asked -> asked.is("PUT", "legal-hold"), Integer.MAX_VALUE, forget());
            for (var place : List.of(
                    place(true).withRetention(Optional.of(seven)), place(true).withLegalHold(true))) {
                try (var archive = open(place)) {
                    var e = failure(() -> archive.store(KEY, SMALL));

                    assertThat(e.reason()).isEqualTo(Reason.NO_LOCK);
                    assertThat(e).hasMessageContaining("does not keep it").hasMessageContaining("does not count");
                }
            }
        }

        @Test
        void shouldBeRefusedWhereThatIsDenied() throws Exception {
            proxy.fault(asked -> asked.is("GET", "retention"), Integer.MAX_VALUE, error(403, "AccessDenied"));
            try (var archive = open(place(true).withRetention(Optional.of(seven)))) {
                assertThat(failure(() -> archive.store(KEY, SMALL)).reason()).isEqualTo(Reason.DENIED);
            }
        }

        private long locksAskedFor() {
            return proxy.asked().stream()
                    .filter(asked -> asked.is("PUT", "retention"))
                    .count();
        }
    }

    @Test
    void shouldKeepAnInterruptedThreadInterrupted() throws Exception {
        try (var archive = open(place(false))) {
            Thread.currentThread().interrupt();
            var e = failure(() -> archive.store(KEY, SMALL));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
        }
    }

    @Test
    void shouldReadPlaces() {
        assertThat(S3Place.parse("s3://acme-audit")).hasToString("s3://acme-audit/");
        assertThat(S3Place.parse("s3://acme-audit/itgc/gate")).hasToString("s3://acme-audit/itgc/gate/");
        for (var bad : List.of("acme", "s3://", "s3://A", "s3://acme/../x", "s3://acme//x", "s3://acme/a b")) {
            assertThatExceptionOfType(IllegalArgumentException.class).as(bad).isThrownBy(() -> S3Place.parse(bad));
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Retention(Mode.COMPLIANCE, 0));
        assertThat(new Retention(Mode.GOVERNANCE, 1).until(Instant.parse("2028-02-29T10:00:00.5Z")))
                .isEqualTo("2029-02-28T10:00:00Z");
    }

    /** Three parts of S3's shortest. */
    private static Content large() {
        var bytes = new byte[2 * PART + 1000];
        new Random(7).nextBytes(bytes);
        return Content.of(bytes);
    }
}
