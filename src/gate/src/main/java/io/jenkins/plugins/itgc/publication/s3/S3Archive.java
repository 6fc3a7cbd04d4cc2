package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.ArchiveKey;
import io.jenkins.plugins.itgc.publication.Content;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An archive in a bucket of S3, where objects can be locked so that nobody removes them for years. */
public final class S3Archive implements Archive {
    static final Logger LOGGER = LoggerFactory.getLogger(S3Archive.class);

    /** What S3 itself bears. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private final S3Client client;
    private final S3Place place;
    private final InstantSource clock;
    private final S3Failures failures;
    private final ObjectLock lock;
    private final Upload upload;
    private final ServerSide onServer;

    S3Archive(S3Client client, S3Place place, InstantSource clock, int part) {
        this.client = client;
        this.place = place;
        this.clock = clock;
        this.failures = new S3Failures(place);
        this.lock = new ObjectLock(client, place, clock);
        this.upload = new Upload(client, place, lock, part);
        this.onServer = new ServerSide(client, place, upload);
    }

    /**
     * Opens a place; nothing is asked of the server yet.
     *
     * @param credentials where absent, the SDK looks for them where it always does: environment, profile, container, machine
     */
    public static S3Archive open(S3Place place, Optional<AwsCredentialsProvider> credentials, InstantSource clock)
            throws PublicationException {
        return new S3Archive(S3Connection.open(place, credentials, S3Connection.PATIENCE), place, clock, Upload.PART);
    }

    @Override
    public void requireReady() throws PublicationException {
        try {
            var answer = client.listObjectsV2(request ->
                    request.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1));
            var date = answer.sdkHttpResponse().firstMatchingHeader("Date");
            if (date.isPresent()) {
                requireClock(date.get());
            }
        } catch (SdkException e) {
            throw failures.of("list what is published", e);
        }
        lock.requireEnabled();
    }

    private void requireClock(String date) throws PublicationException {
        Instant server;
        try {
            server =
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw new PublicationException(
                    Reason.UNAVAILABLE, "the server of " + place + " says a date that is none; is it one of S3?", e);
        }
        var here = clock.instant();
        if (Duration.between(server, here).abs().compareTo(MOST_SKEW) > 0) {
            throw new PublicationException(
                    Reason.CLOCK_SKEW,
                    "this machine's clock says " + here + ", the server's " + server
                            + ". Nothing was published. Have the clock set by a time server: signatures and retention go"
                            + " by it.");
        }
    }

    @Override
    public List<String> names(String prefix) throws PublicationException {
        var begin = place.key(ArchiveKey.requirePrefix(prefix));
        var names = new ArrayList<String>();
        try {
            client.listObjectsV2Paginator(request ->
                            request.bucket(place.bucket()).prefix(begin).delimiter("/"))
                    .forEach(page -> {
                        page.commonPrefixes().forEach(folder -> names.add(folder.prefix()));
                        page.contents().forEach(object -> names.add(object.key()));
                    });
        } catch (SdkException e) {
            throw failures.of("list " + begin, e);
        }
        names.replaceAll(name -> name.substring(begin.length()));
        names.removeIf(name -> name.isEmpty() || name.startsWith("."));
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<byte[]> read(String key, int limit) throws PublicationException {
        var object = place.key(ArchiveKey.requireKey(key));
        byte[] bytes;
        try {
            bytes = client.getObject(
                    request -> request.bucket(place.bucket()).key(object),
                    (answer, in) -> ServerSide.retryable(() -> in.readNBytes(limit + 1)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failures.of("read " + object, e);
        }
        if (bytes.length > limit) {
            throw new PublicationException(Reason.DAMAGED, location(key) + " has more than " + limit + " bytes");
        }
        return Optional.of(bytes);
    }

    @Override
    public Stored store(String key, Content content) throws PublicationException {
        var object = place.key(ArchiveKey.requireKey(key));
        try {
            var there = onServer.head(object);
            if (there.isPresent()) {
                return keep(object, content, there.get());
            }
            try {
                upload.send(object, content);
            } catch (AwsServiceException e) {
                // Taken by somebody else, or by an attempt of our own whose answer was lost.
                var taken = S3Failures.isTaken(e) || S3Failures.code(e).equals("NoSuchUpload")
                        ? onServer.head(object)
                        : Optional.<HeadObjectResponse>empty();
                if (taken.isEmpty()) {
                    throw e;
                }
                return keep(object, content, taken.get());
            }
            return confirm(object, content);
        } catch (SdkException e) {
            throw failures.of("store " + object, e);
        } catch (PublicationException e) {
            throw e;
        } catch (IOException e) {
            throw new PublicationException(
                    Reason.IO, "cannot read what is to be stored as " + object + ": " + FileTrouble.words(e), e);
        }
    }

    /** What was there stays, if it is what it should be. */
    private Stored keep(String object, Content content, HeadObjectResponse there) throws IOException {
        if (!onServer.isSame(object, content, there)) {
            throw new PublicationException(
                    Reason.CONFLICT,
                    object + " is in " + place + " with another content, and nothing is ever written over. Find out who"
                            + " wrote it.");
        }
        lock.secure(object, there.lastModified());
        return Stored.THERE;
    }

    /** What was sent is asked for once more: that it arrived whole, and locked. */
    private Stored confirm(String object, Content content) throws IOException {
        var stored = onServer.head(object);
        if (stored.isEmpty() || !onServer.isSame(object, content, stored.get())) {
            throw new PublicationException(
                    Reason.CHECKSUM,
                    "the server took " + object + " into " + place
                            + " and has another content now. This publication does not count.");
        }
        lock.secure(object, stored.get().lastModified());
        return Stored.NEW;
    }

    @Override
    public String location(String key) {
        return place + key;
    }

    @Override
    public String protection() {
        var locks = new ArrayList<String>();
        place.retention()
                .ifPresent(retention ->
                        locks.add("locked for " + retention.years() + (retention.years() == 1 ? " year" : " years")
                                + " (" + retention.mode().name().toLowerCase(Locale.ROOT) + " mode)"));
        if (place.legalHold()) {
            locks.add("held until the legal hold is lifted");
        }
        return locks.isEmpty()
                ? "not locked: whoever may write the bucket can change what is published"
                : String.join(", ", locks);
    }

    @Override
    public void close() {
        client.close();
    }
}
