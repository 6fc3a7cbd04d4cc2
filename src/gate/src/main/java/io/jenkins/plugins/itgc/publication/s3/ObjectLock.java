package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Sees to it that objects are locked. The lock is asked for with the upload, and then read back: a server that takes such a
 * request and forgets it, as some that speak S3 do, is asked once more in the other way that there is, and else found out.
 */
final class ObjectLock {
    /** Between the clock that a lock was computed by and the server's, which says when the object was stored. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final S3Place place;
    private final S3Failures failures;
    private final InstantSource clock;

    ObjectLock(S3Client client, S3Place place, InstantSource clock) {
        this.client = client;
        this.place = place;
        this.failures = new S3Failures(place);
        this.clock = clock;
    }

    /** Sees that the bucket has what locks need, where locks are asked for. */
    void requireEnabled() throws PublicationException {
        if (!place.locks()) {
            return;
        }
        try {
            var configuration = client.getObjectLockConfiguration(request -> request.bucket(place.bucket()))
                    .objectLockConfiguration();
            if (configuration == null || configuration.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
                throw noLock();
            }
        } catch (AwsServiceException e) {
            if (S3Failures.isWithoutLock(e)) {
                throw noLock();
            }
            throw failures.of("see whether objects can be locked", e);
        } catch (SdkException e) {
            throw failures.of("see whether objects can be locked", e);
        }
    }

    private PublicationException noLock() {
        return new PublicationException(
                Reason.NO_LOCK,
                "objects are to be locked, but the bucket " + place.bucket() + " has no Object Lock. Nothing was"
                        + " published. Switch it on (docs/publication.md), or publish to another bucket.");
    }

    Optional<ObjectLockMode> mode() {
        return place.retention()
                .map(retention -> ObjectLockMode.valueOf(retention.mode().name()));
    }

    Optional<Instant> until() {
        return place.retention().map(retention -> retention.until(clock.instant()));
    }

    Optional<ObjectLockLegalHoldStatus> legalHold() {
        return place.legalHold() ? Optional.of(ObjectLockLegalHoldStatus.ON) : Optional.empty();
    }

    /**
     * Returns once an object is locked as it should be.
     *
     * @param stored when it was stored, as the server says
     */
    void secure(String key, Instant stored) throws PublicationException {
        try {
            if (place.retention().isPresent()) {
                retain(key, place.retention().get(), stored);
            }
            if (place.legalHold() && !isHeld(key)) {
                client.putObjectLegalHold(request -> request.bucket(place.bucket())
                        .key(key)
                        .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON)));
                require(isHeld(key), key, "legal hold");
            }
        } catch (SdkException e) {
            throw failures.of("lock " + key, e);
        }
    }

    private void retain(String key, Retention retention, Instant stored) throws PublicationException {
        var needed = retention.until(stored).minus(TOLERANCE);
        if (!isRetained(key, retention.mode(), needed)) {
            client.putObjectRetention(
                    request -> request.bucket(place.bucket()).key(key).retention(asked -> asked.mode(
                                    ObjectLockRetentionMode.valueOf(
                                            retention.mode().name()))
                            .retainUntilDate(retention.until(clock.instant()))));
            require(isRetained(key, retention.mode(), needed), key, "retention");
        }
    }

    private boolean isRetained(String key, Retention.Mode mode, Instant needed) {
        var kept = retention(key);
        return kept.filter(lock -> lock.mode() == ObjectLockRetentionMode.COMPLIANCE
                        || mode == Retention.Mode.GOVERNANCE && lock.mode() == ObjectLockRetentionMode.GOVERNANCE)
                .map(ObjectLockRetention::retainUntilDate)
                .filter(until -> !until.isBefore(needed))
                .isPresent();
    }

    private Optional<ObjectLockRetention> retention(String key) {
        try {
            return Optional.ofNullable(client.getObjectRetention(
                            request -> request.bucket(place.bucket()).key(key))
                    .retention());
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isHeld(String key) {
        try {
            var hold = client.getObjectLegalHold(
                            request -> request.bucket(place.bucket()).key(key))
                    .legalHold();
            return hold != null && hold.status() == ObjectLockLegalHoldStatus.ON;
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void require(boolean kept, String key, String what) throws PublicationException {
        if (!kept) {
            throw new PublicationException(
                    Reason.NO_LOCK,
                    "the server took the " + what + " of " + key + " in " + place
                            + " and does not keep it. What is published is not locked; this publication does not count.");
        }
    }
}
