package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** How the server is spoken to: bounded patience, and credentials that no log shows. */
final class S3Connection {
    /** How often one thing is asked for, the first time included. */
    static final int ATTEMPTS = 6;

    /** Longer each time, by chance between nothing and the limit, so that many who were refused do not come back at once. */
    static final BackoffStrategy PATIENCE =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(20));

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private S3Connection() {}

    static S3Client open(S3Place place, Optional<AwsCredentialsProvider> credentials, BackoffStrategy patience)
            throws PublicationException {
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(TO_ANSWER))
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .backoffStrategy(patience)
                                .throttlingBackoffStrategy(patience)
                                .build()));
        credentials.ifPresent(builder::credentialsProvider);
        place.region().map(Region::of).ifPresent(builder::region);
        place.endpoint().ifPresent(server -> builder.endpointOverride(server).forcePathStyle(true));
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new PublicationException(
                    Reason.REQUEST, "cannot speak to " + place + ": its region is not known. Name it.", e);
        }
    }
}
