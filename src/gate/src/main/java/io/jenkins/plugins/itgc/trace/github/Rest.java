package io.jenkins.plugins.itgc.trace.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** GitHub's REST API: one object or a whole list. */
final class Rest {
    /** The version of the API that the parsers are written for. */
    static final Map<String, String> HEADERS =
            Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");

    static final int PER_PAGE = 100;

    private static final int MOST_PAGES = 50;

    private final ReadSession session;

    Rest(ReadSession session) {
        this.session = session;
    }

    /** Reads one part of an answer. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(Fields fields) throws UnreadableAnswer;
    }

    static String path(RepositoryName repository, String below) {
        // The name's characters need no encoding, see RepositoryName.
        return "/repos/" + repository + below;
    }

    Reading<JsonAnswer> get(String path) {
        return session.get(path, HEADERS);
    }

    Reading<JsonAnswer> get(URI page) {
        return session.get(page, HEADERS);
    }

    <T> Reading<T> one(String path, Parser<T> parser) {
        Reading<JsonAnswer> answer = get(path);
        return answer.isPresent() ? parse(answer.get(), parser) : Reading.missing(answer.why());
    }

    /**
     * A whole list, in GitHub's order.
     *
     * @param path without a query
     */
    <T> Reading<List<T>> list(String path, Parser<T> parser) {
        Reading<List<JsonAnswer>> pages = pages(path + "?per_page=" + PER_PAGE);
        if (!pages.isPresent()) {
            return Reading.missing(pages.why());
        }
        var items = new ArrayList<T>();
        for (JsonAnswer page : pages.get()) {
            try {
                for (Fields item : Fields.listOf(page.body(), "")) {
                    items.add(parser.parse(item));
                }
            } catch (UnreadableAnswer e) {
                return unreadable(page, e);
            }
        }
        return Reading.of(List.copyOf(items));
    }

    /**
     * All pages of a list. After a full page there may be another even where no link says so: an intermediary may have taken
     * the header away, or the page be one that the server only confirmed while the list grew behind it.
     */
    Reading<List<JsonAnswer>> pages(String path) {
        Reading<List<JsonAnswer>> linked = session.pages(path, HEADERS, MOST_PAGES);
        if (!linked.isPresent()) {
            return linked;
        }
        var pages = new ArrayList<JsonAnswer>(linked.get());
        while (isFull(pages.get(pages.size() - 1).body())) {
            if (pages.size() >= MOST_PAGES) {
                return Reading.missing(
                        ReasonCode.ANSWER_INCOMPLETE,
                        pages.get(0).asked() + " has more than the " + MOST_PAGES + " pages that are read");
            }
            Reading<JsonAnswer> page = get(path + "&page=" + (pages.size() + 1));
            if (!page.isPresent()) {
                return Reading.missing(page.why());
            }
            pages.add(page.get());
        }
        return Reading.of(List.copyOf(pages));
    }

    private static boolean isFull(JsonNode body) {
        return body.isArray() && body.size() >= PER_PAGE;
    }

    static <T> Reading<T> parse(JsonAnswer answer, Parser<T> parser) {
        try {
            return Reading.of(parser.parse(Fields.of(answer.body(), "")));
        } catch (UnreadableAnswer e) {
            return unreadable(answer, e);
        }
    }

    static <T> Reading<T> unreadable(JsonAnswer answer, UnreadableAnswer e) {
        return Reading.missing(
                ReasonCode.ANSWER_UNREADABLE,
                answer.asked() + " gave what GitHub does not document: " + e.getMessage());
    }
}
