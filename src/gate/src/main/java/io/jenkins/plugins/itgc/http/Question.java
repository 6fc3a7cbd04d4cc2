package io.jenkins.plugins.itgc.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to ask a server.
 *
 * @param method {@code GET} or {@code POST}
 * @param recorded method and address for the record
 * @param body what is posted, JSON
 * @param known an earlier answer, which the server may confirm in place of giving it again
 */
record Question(
        String method,
        URI uri,
        String recorded,
        Map<String, String> headers,
        Optional<byte[]> body,
        Optional<AnswerCache.Stored> known) {
    static Question get(URI uri, Map<String, String> headers) {
        return new Question("GET", uri, "GET " + uri.toASCIIString(), headers, Optional.empty(), Optional.empty());
    }

    static Question post(URI uri, Map<String, String> headers, byte[] body) {
        return new Question("POST", uri, "POST " + uri.toASCIIString(), headers, Optional.of(body), Optional.empty());
    }

    /** The same at the address that a server redirects to; that address may carry a secret, so its query is not recorded. */
    Question at(URI other) {
        return new Question(method, other, method + " " + Shown.address(other), headers, body, Optional.empty());
    }

    Question knowing(Optional<AnswerCache.Stored> answer) {
        return new Question(method, uri, recorded, headers, body, answer);
    }

    boolean isGet() {
        return method.equals("GET");
    }

    /** Method and address for people, without the query. */
    String label() {
        return method + " " + Shown.address(uri);
    }

    HttpRequest request(Optional<String> authorization) {
        var request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        request.setHeader("User-Agent", "itgc-gate");
        request.setHeader("Accept", "application/json");
        body.ifPresent(bytes -> request.setHeader("Content-Type", "application/json"));
        headers.forEach(request::setHeader);
        known.ifPresent(answer -> request.setHeader("If-None-Match", answer.tag()));
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return request.build();
    }
}
