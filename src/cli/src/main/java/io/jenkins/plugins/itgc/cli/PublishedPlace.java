package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.Retention;
import io.jenkins.plugins.itgc.publication.directory.DirectoryArchive;
import io.jenkins.plugins.itgc.publication.s3.S3Archive;
import io.jenkins.plugins.itgc.publication.s3.S3Place;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command publishes to. Credentials come from where AWS's own tools look for them, never from arguments. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishedPlace {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PLACE",
            description = "A directory that is there, or s3://BUCKET/PREFIX.")
    private String place;

    @Option(names = "--region", paramLabel = "NAME", description = "The bucket's region (default: $AWS_REGION).")
    private @Nullable String region;

    @Option(names = "--endpoint", paramLabel = "URL", description = "A server that speaks S3 (default: AWS).")
    private @Nullable String endpoint;

    @Option(
            names = "--kms-key",
            paramLabel = "ID",
            description = "The KMS key to encrypt with (default: as the bucket says).")
    private @Nullable String kmsKey;

    @Option(
            names = "--lock",
            paramLabel = "MODE",
            description = "Lock each object: compliance (nobody lifts it) or governance.")
    private Retention.@Nullable Mode lock;

    @Option(names = "--retain-years", paramLabel = "NUMBER", description = "How long objects are locked.")
    private @Nullable Integer years;

    @Option(names = "--legal-hold", description = "Hold each object until somebody lifts that.")
    private boolean legalHold;

    /**
     * The place that was asked for.
     *
     * @throws IllegalArgumentException where the options do not fit together
     */
    Archive open(InstantSource clock) throws PublicationException {
        if ((lock == null) != (years == null)) {
            throw new IllegalArgumentException("--lock and --retain-years go together");
        }
        if (!S3Place.isS3(place)) {
            if (lock != null || legalHold || kmsKey != null || endpoint != null || region != null) {
                throw new IllegalArgumentException("a directory has no lock, key, region or endpoint of S3;"
                        + " publish to s3://BUCKET/PREFIX, or leave these options out");
            }
            return new DirectoryArchive(Path.of(place));
        }
        var s3 = S3Place.parse(place)
                .withRegion(Optional.ofNullable(region))
                .withEndpoint(Optional.ofNullable(endpoint).map(SafeUrl::of))
                .withKmsKey(Optional.ofNullable(kmsKey))
                .withRetention(
                        lock == null || years == null ? Optional.empty() : Optional.of(new Retention(lock, years)))
                .withLegalHold(legalHold);
        return S3Archive.open(s3, Optional.empty(), clock);
    }
}
