package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.Retention;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in S3 things are published, and how they are kept there.
 *
 * @param bucket the bucket
 * @param prefix what all keys begin with: empty, or names with a slash behind each
 * @param region the bucket's region; where absent, the SDK finds it in the environment
 * @param endpoint the server, where it is not one of AWS; buckets are named in the path then
 * @param kmsKey the KMS key to encrypt with, its id, ARN or alias; where absent, the bucket's own encryption
 * @param retention how long each object is locked
 * @param legalHold whether each object is held until somebody lifts it
 */
public record S3Place(
        String bucket,
        String prefix,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<String> kmsKey,
        Optional<Retention> retention,
        boolean legalHold) {
    private static final String SCHEME = "s3://";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_=-][A-Za-z0-9._=-]{0,100}/){0,8}");

    public S3Place {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("\"" + bucket + "\" is no name of a bucket");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "\"" + prefix + "\" is no prefix: letters, digits and . _ = - in parts with slashes between");
        }
    }

    /** Whether a text names a place in S3. */
    public static boolean isS3(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reads {@code s3://BUCKET/PREFIX}.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static S3Place parse(String text) {
        if (!isS3(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is no place in S3; write s3://BUCKET/PREFIX");
        }
        var path = text.substring(SCHEME.length());
        int slash = path.indexOf('/');
        var bucket = slash < 0 ? path : path.substring(0, slash);
        var rest = slash < 0 ? "" : path.substring(slash + 1);
        return new S3Place(
                bucket,
                rest.isEmpty() || rest.endsWith("/") ? rest : rest + "/",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public S3Place withRegion(Optional<String> name) {
        return new S3Place(bucket, prefix, name, endpoint, kmsKey, retention, legalHold);
    }

    public S3Place withEndpoint(Optional<URI> server) {
        return new S3Place(bucket, prefix, region, server, kmsKey, retention, legalHold);
    }

    public S3Place withKmsKey(Optional<String> key) {
        return new S3Place(bucket, prefix, region, endpoint, key, retention, legalHold);
    }

    public S3Place withRetention(Optional<Retention> kept) {
        return new S3Place(bucket, prefix, region, endpoint, kmsKey, kept, legalHold);
    }

    public S3Place withLegalHold(boolean held) {
        return new S3Place(bucket, prefix, region, endpoint, kmsKey, retention, held);
    }

    boolean locks() {
        return retention.isPresent() || legalHold;
    }

    /** The whole key of an object. */
    String key(String name) {
        return prefix + name;
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }
}
