package io.jenkins.plugins.itgc.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.digest.Sha256;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** A server's answer as it came. */
record RawAnswer(int status, HttpHeaders headers, byte[] body) {
    boolean isRedirect() {
        return status >= 300 && status < 400 && status != 304;
    }

    /** Where to ask instead; empty where the answer gives no address, or its status leaves open what to do there. */
    Optional<URI> target(URI from) {
        if (status != 301 && status != 302 && status != 307 && status != 308) {
            return Optional.empty();
        }
        try {
            return headers.firstValue("location").map(from::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The full answer, where the server only confirmed a known one. */
    RawAnswer orConfirmed(Optional<AnswerCache.Stored> known) {
        return status == 304 && known.isPresent()
                ? new RawAnswer(status, known.get().headers(), known.get().body())
                : this;
    }

    String sha256() {
        return Sha256.hex(body);
    }

    /** What the server said about an error, in quotes, or nothing. */
    String said() {
        var json = StrictJson.read(body);
        if (!json.isPresent()) {
            return "";
        }
        JsonNode message = json.get().path("message");
        JsonNode first = json.get().path("errorMessages").path(0);
        String text = message.isTextual() ? message.textValue() : first.isTextual() ? first.textValue() : "";
        return text.isBlank() ? "" : " (\"" + Shown.text(text) + "\")";
    }
}
