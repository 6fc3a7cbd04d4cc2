package io.jenkins.plugins.itgc.http;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The {@code Link} header (RFC 8288), as far as pages need it. */
final class Links {
    private Links() {}

    /** The address of the next page, empty on the last. A next page that cannot be read as an address is a gap. */
    static Reading<Optional<URI>> next(HttpHeaders headers, URI from) {
        for (String header : headers.allValues("link")) {
            for (String link : header.split("<", -1)) {
                int end = link.indexOf('>');
                if (end >= 0 && isNext(link.substring(end + 1))) {
                    return address(link.substring(0, end), from);
                }
            }
        }
        return Reading.of(Optional.empty());
    }

    private static boolean isNext(String parameters) {
        return Arrays.stream(parameters.split("[;,]", -1))
                .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT).replace("\"", ""))
                .anyMatch(parameter -> parameter.matches("rel\\s*=\\s*(.*\\s)?next(\\s.*)?"));
    }

    private static Reading<Optional<URI>> address(String text, URI from) {
        try {
            return Reading.of(Optional.of(from.resolve(new URI(text))));
        } catch (URISyntaxException e) {
            return Reading.missing(
                    ReasonCode.ANSWER_UNREADABLE, "its next page \"" + Shown.text(text) + "\" is no address");
        }
    }
}
