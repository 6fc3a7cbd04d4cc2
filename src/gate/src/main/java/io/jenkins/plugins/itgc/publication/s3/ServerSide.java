package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.publication.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What the server has, compared with what it should have. */
final class ServerSide {
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final S3Place place;
    private final Upload upload;

    ServerSide(S3Client client, S3Place place, Upload upload) {
        this.client = client;
        this.place = place;
        this.upload = upload;
    }

    /** What the server says of an object, if it is there. */
    Optional<HeadObjectResponse> head(String object) {
        try {
            return Optional.of(client.headObject(
                    request -> request.bucket(place.bucket()).key(object).checksumMode(ChecksumMode.ENABLED)));
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** By the server's checksum; one that it made in another way, or none, says nothing, and the object is read. */
    boolean isSame(String object, Content content, HeadObjectResponse there) throws IOException {
        if (there.contentLength() != content.length()) {
            return false;
        }
        if (upload.checksum(content).equals(there.checksumSHA256())) {
            return true;
        }
        byte[] digest = client.getObject(
                request -> request.bucket(place.bucket()).key(object), (answer, in) -> retryable(() -> digest(in)));
        return Arrays.equals(digest, content.sha256().bytes());
    }

    private static byte[] digest(InputStream in) throws IOException {
        var digest = Sha256.begin();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return digest.digest();
    }

    /** Something that is read from an answer. */
    interface Reading {
        byte[] read() throws IOException;
    }

    /** An answer that broke off is asked for again, as one that never came. */
    static byte[] retryable(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off", e);
        }
    }
}
