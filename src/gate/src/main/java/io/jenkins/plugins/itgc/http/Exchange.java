package io.jenkins.plugins.itgc.http;

import io.jenkins.plugins.itgc.evidence.Answer;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request and takes one answer, whatever its status; a second request only where a 401 calls for a new token. */
final class Exchange {
    private final HttpClient client;
    private final Limits limits;
    private final Semaphore slots;
    private final Authority authority;
    private final Budget budget;

    Exchange(HttpClient client, Limits limits, Semaphore slots, Authority authority, Budget budget) {
        this.client = client;
        this.limits = limits;
        this.slots = slots;
        this.authority = authority;
        this.budget = budget;
    }

    Reading<RawAnswer> send(Question question) {
        Optional<String> authorization;
        try {
            authorization = authority.over(question.uri());
        } catch (IOException e) {
            return noCredentials(question, e);
        }
        Reading<RawAnswer> answer = send(question, authorization);
        if (authorization.isEmpty()
                || answer.toOptional().filter(a -> a.status() == 401).isEmpty()) {
            return answer;
        }
        try {
            Optional<String> renewed = authority.renewed(authorization.get());
            return renewed.isPresent() ? send(question, renewed) : answer;
        } catch (IOException e) {
            return noCredentials(question, e);
        }
    }

    private Reading<RawAnswer> send(Question question, Optional<String> authorization) {
        try {
            if (!slots.tryAcquire(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return Reading.missing(
                        ReasonCode.SERVER_TIMEOUT,
                        question.label() + " was not asked: " + limits.atATime()
                                + " other requests kept the server busy until the end of the time budget");
            }
            try {
                return sendNow(question, authorization);
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reading.missing(ReasonCode.SERVER_UNREACHABLE, question.label() + " was interrupted");
        }
    }

    private Reading<RawAnswer> sendNow(Question question, Optional<String> authorization) throws InterruptedException {
        Duration remaining = budget.remaining();
        if (remaining.isZero()) {
            return spent(question);
        }
        Duration patience = remaining.compareTo(limits.request()) < 0 ? remaining : limits.request();
        budget.sent();
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(question.request(authorization), head -> new LimitedBody(limits.answerBytes()));
        try {
            HttpResponse<byte[]> response = pending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            RawAnswer answer = new RawAnswer(response.statusCode(), response.headers(), response.body())
                    .orConfirmed(question.known());
            budget.received(new Answer(question.recorded(), answer.status(), answer.sha256(), budget.now()));
            return Reading.of(answer);
        } catch (TimeoutException e) {
            return Reading.missing(
                    ReasonCode.SERVER_TIMEOUT,
                    question.label() + " was not answered in full within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(question, e.getCause());
        } finally {
            // Cancelling hangs up; on a finished exchange it does nothing.
            pending.cancel(true);
        }
    }

    private Reading<RawAnswer> failed(Question question, Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof LimitedBody.TooLarge) {
                return Reading.missing(
                        ReasonCode.ANSWER_TOO_LARGE,
                        question.label() + " gave more than " + limits.answerBytes() + " bytes");
            }
        }
        String text = String.valueOf(cause.getMessage());
        if (text.endsWith("header missing for response code 401")) {
            // What a client with an authenticator (for a proxy) makes of a 401 that names no scheme, as GitHub's do
            // not.
            return Reading.of(new RawAnswer(401, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]));
        }
        if (cause instanceof HttpTimeoutException) {
            return Reading.missing(
                    ReasonCode.SERVER_TIMEOUT, question.label() + ": the connection was not made in time");
        }
        String message = cause.getMessage() == null ? "" : " (" + Shown.text(text) + ")";
        return Reading.missing(
                ReasonCode.SERVER_UNREACHABLE,
                question.label() + " failed: " + cause.getClass().getSimpleName() + message);
    }

    private Reading<RawAnswer> spent(Question question) {
        return Reading.missing(
                ReasonCode.SERVER_TIMEOUT,
                question.label() + " was not asked: the time budget of "
                        + budget.total().toSeconds() + " s is spent");
    }

    private static Reading<RawAnswer> noCredentials(Question question, IOException e) {
        return Reading.missing(
                ReasonCode.NOT_PERMITTED,
                question.label() + " was not asked, there are no credentials: "
                        + Shown.text(String.valueOf(e.getMessage())));
    }
}
