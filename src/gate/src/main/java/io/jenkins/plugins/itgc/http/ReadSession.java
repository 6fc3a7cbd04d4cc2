package io.jenkins.plugins.itgc.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from one server for one decision. Calls block, may come from several threads at once, and give a gap for whatever goes
 * wrong.
 *
 * <p>Redirects are followed within the server's own scheme, host and port only: nothing that another host says is evidence, and
 * the token is not for it.
 */
public final class ReadSession {
    private static final int MOST_REDIRECTS = 5;

    private final URI base;
    private final Origin origin;
    private final Retries retries;
    private final AnswerCache cache;
    private final Budget budget;

    ReadSession(URI base, Retries retries, AnswerCache cache, Budget budget) {
        this.base = base;
        this.origin = Origin.of(base);
        this.retries = retries;
        this.cache = cache;
        this.budget = budget;
    }

    public Budget budget() {
        return budget;
    }

    /**
     * The address of a path below the server's base.
     *
     * @param pathAndQuery begins with a slash, percent-encoded (see {@link Percent})
     * @throws IllegalArgumentException where it is not encoded
     */
    public URI at(String pathAndQuery) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + pathAndQuery);
    }

    /** Reads a path below the server's base; see {@link #at}. */
    public Reading<JsonAnswer> get(String pathAndQuery, Map<String, String> headers) {
        return get(at(pathAndQuery), headers);
    }

    /** Reads an address of the server, for example that of a next page. */
    public Reading<JsonAnswer> get(URI uri, Map<String, String> headers) {
        return ask(Question.get(uri, headers));
    }

    /** Posts a question that changes nothing, as GraphQL's are: it is asked again where that may help. */
    public Reading<JsonAnswer> post(URI uri, JsonNode body, Map<String, String> headers) {
        return ask(Question.post(uri, headers, body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads an answer and all pages that follow it.
     *
     * @param mostPages where there are more, the whole is a gap
     */
    public Reading<List<JsonAnswer>> pages(String pathAndQuery, Map<String, String> headers, int mostPages) {
        var pages = new ArrayList<JsonAnswer>();
        Optional<URI> next = Optional.of(at(pathAndQuery));
        while (next.isPresent()) {
            if (pages.size() == mostPages) {
                return Reading.missing(
                        ReasonCode.ANSWER_INCOMPLETE,
                        pages.get(0).asked() + " has more than the " + mostPages + " pages that are read");
            }
            Reading<JsonAnswer> page = get(next.get(), headers);
            if (!page.isPresent()) {
                return Reading.missing(page.why());
            }
            pages.add(page.get());
            next = page.get().next();
        }
        return Reading.of(List.copyOf(pages));
    }

    private Reading<JsonAnswer> ask(Question question) {
        Question current = question;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            if (!origin.holds(current.uri())) {
                return refused(question, "leads to " + Shown.address(current.uri()) + ", which is not on " + origin);
            }
            Question informed = current.isGet() ? current.knowing(cache.find(current)) : current;
            Reading<RawAnswer> outcome = retries.ask(informed);
            if (!outcome.isPresent()) {
                return Reading.missing(outcome.why());
            }
            RawAnswer answer = outcome.get();
            if (!answer.isRedirect()) {
                return read(informed, answer);
            }
            Optional<URI> target = current.isGet() ? answer.target(current.uri()) : Optional.empty();
            if (target.isEmpty()) {
                return refused(current, "answered " + Shown.status(answer.status()) + ", which is not followed");
            }
            current = current.at(target.get());
        }
        return refused(question, "redirects more than " + MOST_REDIRECTS + " times");
    }

    private Reading<JsonAnswer> read(Question question, RawAnswer answer) {
        Optional<ReasonCode> failure = failure(question, answer.status());
        if (failure.isPresent()) {
            return Reading.missing(
                    failure.get(), question.label() + " answered " + Shown.status(answer.status()) + answer.said());
        }
        Reading<JsonNode> body = StrictJson.read(answer.body());
        if (!body.isPresent()) {
            return unreadable(question, body.why());
        }
        Reading<Optional<URI>> next = Links.next(answer.headers(), question.uri());
        if (!next.isPresent()) {
            return unreadable(question, next.why());
        }
        if (question.isGet() && answer.status() == 200) {
            cache.keep(question, answer);
        }
        return Reading.of(new JsonAnswer(question.label(), body.get(), next.get()));
    }

    private static Optional<ReasonCode> failure(Question question, int status) {
        return switch (status) {
            case 200 -> Optional.empty();
            case 304 -> question.known().isPresent() ? Optional.empty() : Optional.of(ReasonCode.ANSWER_UNREADABLE);
            case 401, 403 -> Optional.of(ReasonCode.NOT_PERMITTED);
            case 404, 410 -> Optional.of(ReasonCode.NOT_FOUND);
            default -> Optional.of(status < 300 ? ReasonCode.ANSWER_UNREADABLE : ReasonCode.SERVER_ERROR);
        };
    }

    private static Reading<JsonAnswer> refused(Question question, String why) {
        return Reading.missing(ReasonCode.REDIRECT_REFUSED, question.label() + " " + why);
    }

    private static Reading<JsonAnswer> unreadable(Question question, Gap gap) {
        return Reading.missing(gap.code(), question.label() + " gave no usable JSON: " + gap.detail());
    }
}
