package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.publication.Content;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Sends an object, a long one in parts. Its SHA-256 goes with it, so that the server refuses what was changed on the way, and
 * the condition that there be none of its name.
 */
final class Upload {
    /** The longest object that is sent in one piece, and the length of parts. */
    static final int PART = 16 << 20;

    private static final int MOST_PARTS = 10_000;
    private static final String ANY = "*";

    private final S3Client client;
    private final S3Place place;
    private final ObjectLock lock;
    private final int part;

    /**
     * @param part how long parts are: 5 MiB at least, says S3
     */
    Upload(S3Client client, S3Place place, ObjectLock lock, int part) {
        this.client = client;
        this.place = place;
        this.lock = lock;
        this.part = part;
    }

    /** The checksum that S3 gives for such an object: of the whole, or of the parts' checksums and their number. */
    String checksum(Content content) throws IOException {
        if (content.length() <= part) {
            return Base64.getEncoder().encodeToString(content.sha256().bytes());
        }
        int length = partLength(content.length());
        int parts = 0;
        MessageDigest all = Sha256.begin();
        try (var in = content.open()) {
            for (byte[] bytes = in.readNBytes(length); bytes.length > 0; bytes = in.readNBytes(length)) {
                all.update(Sha256.begin().digest(bytes));
                parts++;
            }
        }
        return Base64.getEncoder().encodeToString(all.digest()) + "-" + parts;
    }

    /** Sends it. */
    void send(String key, Content content) throws IOException {
        if (content.length() <= part) {
            whole(key, content);
        } else {
            inParts(key, content);
        }
    }

    private void whole(String key, Content content) throws IOException {
        byte[] bytes;
        try (var in = content.open()) {
            bytes = in.readNBytes(part + 1);
        }
        requireUnchanged(Sha256.begin().digest(bytes), content);
        client.putObject(
                request -> {
                    request.bucket(place.bucket())
                            .key(key)
                            .ifNoneMatch(ANY)
                            .checksumSHA256(base64(content.sha256().bytes()));
                    place.kmsKey().ifPresent(id -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(id));
                    lock.mode().ifPresent(request::objectLockMode);
                    lock.until().ifPresent(request::objectLockRetainUntilDate);
                    lock.legalHold().ifPresent(request::objectLockLegalHoldStatus);
                },
                RequestBody.fromBytes(bytes));
    }

    private void inParts(String key, Content content) throws IOException {
        var id = begin(key);
        boolean complete = false;
        try {
            var parts = parts(key, id, content);
            client.completeMultipartUpload(request -> request.bucket(place.bucket())
                    .key(key)
                    .uploadId(id)
                    .ifNoneMatch(ANY)
                    .multipartUpload(upload -> upload.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                abort(key, id);
            }
        }
    }

    private String begin(String key) {
        return client.createMultipartUpload(request -> {
                    request.bucket(place.bucket()).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256);
                    place.kmsKey().ifPresent(kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(kms));
                    lock.mode().ifPresent(request::objectLockMode);
                    lock.until().ifPresent(request::objectLockRetainUntilDate);
                    lock.legalHold().ifPresent(request::objectLockLegalHoldStatus);
                })
                .uploadId();
    }

    private List<CompletedPart> parts(String key, String id, Content content) throws IOException {
        var parts = new ArrayList<CompletedPart>();
        var whole = Sha256.begin();
        int length = partLength(content.length());
        try (var in = content.open()) {
            for (byte[] bytes = in.readNBytes(length); bytes.length > 0; bytes = in.readNBytes(length)) {
                whole.update(bytes);
                parts.add(part(key, id, parts.size() + 1, bytes));
            }
        }
        requireUnchanged(whole.digest(), content);
        return parts;
    }

    private CompletedPart part(String key, String id, int number, byte[] bytes) {
        var checksum = base64(Sha256.begin().digest(bytes));
        var stored = client.uploadPart(
                request -> request.bucket(place.bucket())
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .checksumSHA256(checksum),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(stored.eTag())
                .checksumSHA256(checksum)
                .build();
    }

    /** Has the server forget the parts. Where that fails too, the bucket's rule for uploads that never end does it later. */
    private void abort(String key, String id) {
        boolean interrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(place.bucket()).key(key).uploadId(id));
        } catch (SdkException e) {
            S3Archive.LOGGER.warn(
                    "parts of {} in {} were left behind: {}",
                    key,
                    place,
                    e.getClass().getSimpleName());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int partLength(long length) {
        long least = (length + MOST_PARTS - 1) / MOST_PARTS;
        return Math.toIntExact(Math.max(part, least));
    }

    private static void requireUnchanged(byte[] digest, Content content) throws PublicationException {
        if (!MessageDigest.isEqual(digest, content.sha256().bytes())) {
            throw new PublicationException(
                    Reason.CHECKSUM, "what was to be sent changed meanwhile, or was read wrongly; it was not stored");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
