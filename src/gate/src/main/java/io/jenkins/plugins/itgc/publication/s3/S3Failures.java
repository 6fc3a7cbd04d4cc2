package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of the SDK means for whoever publishes, and what can be done about it. */
final class S3Failures {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final Set<String> REGION = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");
    private static final Set<String> SKEW = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");
    private static final Set<String> DIGEST =
            Set.of("BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch");
    private static final Set<String> THROTTLE =
            Set.of("SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "RequestLimitExceeded");

    private static final Set<String> REFUSED =
            Set.of("AccessDenied", "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId");

    private final S3Place place;

    S3Failures(S3Place place) {
        this.place = place;
    }

    /** Whether somebody else was faster, or is about to be. */
    static boolean isTaken(AwsServiceException e) {
        return e.statusCode() == PRECONDITION_FAILED
                || e.statusCode() == CONFLICT
                || code(e).equals("PreconditionFailed");
    }

    /** Whether the server says that a bucket has no Object Lock, in one of the ways in which servers do. */
    static boolean isWithoutLock(AwsServiceException e) {
        return code(e).equals("ObjectLockConfigurationNotFoundError")
                || code(e).equals("InvalidRequest") && said(e).contains("missing Object Lock");
    }

    static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /**
     * The failure in our words.
     *
     * @param what what was asked, as it goes behind "cannot"
     */
    PublicationException of(String what, SdkException e) {
        if (e instanceof AwsServiceException answered) {
            return answered(what, answered);
        }
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return failure(Reason.INTERRUPTED, what, "publishing was stopped", "Publish again to go on.", e);
        }
        return unanswered(what, e);
    }

    private PublicationException answered(String what, AwsServiceException e) {
        String code = code(e);
        int status = e.statusCode();
        if (code.equals("NoSuchBucket")) {
            return failure(Reason.NO_PLACE, what, "there is no such bucket", "Make it, or mend its name.", e);
        }
        if (REGION.contains(code) || REDIRECTS.contains(status)) {
            return failure(
                    Reason.WRONG_REGION,
                    what,
                    header(e, "x-amz-bucket-region")
                            .map(region -> "the bucket lies in the region " + PlainText.harmless(region, 40))
                            .orElse("the bucket lies in another region"),
                    "Name that region.",
                    e);
        }
        if (SKEW.contains(code)) {
            return failure(
                    Reason.CLOCK_SKEW,
                    what,
                    "the server says that this machine's clock is wrong (" + code + ")",
                    "Have the clock set by a time server.",
                    e);
        }
        if (DIGEST.contains(code) || said(e).contains("x-amz-checksum-")) {
            return failure(
                    Reason.CHECKSUM,
                    what,
                    "what the server received is not what was sent (" + code + ")",
                    "Nothing was stored. Publish again; if it happens again, something on the way changes data.",
                    e);
        }
        if (THROTTLE.contains(code) || status == 429) {
            return failure(
                    Reason.THROTTLED,
                    what,
                    "the server has too many requests (" + status + " " + code + "), also after "
                            + S3Connection.ATTEMPTS + " attempts",
                    "Publish again later; what is complete is not sent again.",
                    e);
        }
        if (status == 401 || status == 403 || REFUSED.contains(code) || code.startsWith("KMS.")) {
            return failure(
                    Reason.DENIED,
                    what,
                    "the server refused (" + said(e) + ")",
                    "Give the credentials the rights that docs/publication.md lists, and the right key.",
                    e);
        }
        if (isTaken(e)) {
            return failure(
                    Reason.UNAVAILABLE,
                    what,
                    "somebody else was writing it at the same time",
                    "Publish again; what is complete is not sent again.",
                    e);
        }
        if (status >= 500 && status != 501) {
            return failure(
                    Reason.UNAVAILABLE,
                    what,
                    "the server failed (" + said(e) + "), also after " + S3Connection.ATTEMPTS + " attempts",
                    "Publish again later; what is complete is not sent again.",
                    e);
        }
        return failure(Reason.REQUEST, what, "the server refused (" + said(e) + ")", "Mend what it names.", e);
    }

    private PublicationException unanswered(String what, SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Unable to load credentials")) {
            return failure(
                    Reason.DENIED,
                    what,
                    "there are no credentials",
                    "Give some in the environment, in a profile or to the machine; they are never arguments.",
                    e);
        }
        if (message.contains("different checksum")) {
            return failure(
                    Reason.CHECKSUM, what, "what came back is not what the server says it is", "Publish again.", e);
        }
        return failure(
                Reason.UNAVAILABLE,
                what,
                "there was no whole answer (" + PlainText.harmless(root(e), 200) + ")",
                "See that the server can be reached, and publish again; what is complete is not sent again.",
                e);
    }

    private PublicationException failure(Reason reason, String what, String seen, String todo, SdkException e) {
        return new PublicationException(reason, "cannot " + what + " in " + place + ": " + seen + ". " + todo, e);
    }

    private static String said(AwsServiceException e) {
        var details = e.awsErrorDetails();
        String message = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        return PlainText.harmless((e.statusCode() + " " + code(e) + message).strip(), 300);
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause instanceof SdkClientException) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Optional<String> header(AwsServiceException e, String name) {
        var details = e.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader(name);
    }
}
