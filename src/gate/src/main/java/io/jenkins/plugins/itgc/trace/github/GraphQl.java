package io.jenkins.plugins.itgc.trace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;

/** GitHub's GraphQL API. It answers 200 to a question that failed, so {@code errors} decide, not the status. */
final class GraphQl {
    private final ReadSession session;
    private final URI endpoint;

    GraphQl(ReadSession session) {
        this.session = session;
        this.endpoint = endpoint(session);
    }

    /** Below the base, but beside {@code v3} on GitHub Enterprise Server. */
    private static URI endpoint(ReadSession session) {
        String below = session.at("/graphql").toString();
        return URI.create(below.endsWith("/api/v3/graphql") ? below.replaceFirst("/v3/graphql$", "/graphql") : below);
    }

    /** Asks, and parses the {@code repository} of the answer's data. */
    <T> Reading<T> repository(String query, Map<String, String> variables, Rest.Parser<T> parser) {
        var body = JsonNodeFactory.instance.objectNode().put("query", query);
        var values = body.putObject("variables");
        variables.forEach(values::put);
        Reading<JsonAnswer> answer = session.post(endpoint, body, Rest.HEADERS);
        if (!answer.isPresent()) {
            return Reading.missing(answer.why());
        }
        JsonNode errors = answer.get().body().path("errors");
        if (!errors.isMissingNode() && !errors.isNull() && !(errors.isArray() && errors.isEmpty())) {
            return failed(answer.get(), errors);
        }
        return Rest.parse(
                answer.get(), fields -> parser.parse(fields.object("data").object("repository")));
    }

    private static <T> Reading<T> failed(JsonAnswer answer, JsonNode errors) {
        var messages = new ArrayList<String>();
        errors.forEach(error -> messages.add(error.path("message").asText("no message")));
        return Reading.missing(
                code(errors.path(0).path("type").asText("")),
                answer.asked() + " answered 200 with errors: " + Shown.text(String.join("; ", messages)));
    }

    private static ReasonCode code(String type) {
        return switch (type) {
            case "NOT_FOUND" -> ReasonCode.NOT_FOUND;
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> ReasonCode.NOT_PERMITTED;
            case "RATE_LIMITED" -> ReasonCode.RATE_LIMITED;
            default -> ReasonCode.SERVER_ERROR;
        };
    }
}
