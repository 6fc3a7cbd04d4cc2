package io.jenkins.plugins.itgc.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whom credentials may be shown to: one origin, and nobody else. */
final class Authority {
    /** What a header may carry; the client would quote a value with anything else in its exception. */
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e]+( [\\x21-\\x7e]+)*");

    private final Origin origin;
    private final Credentials credentials;

    Authority(URI base, Credentials credentials) {
        this.origin = Origin.of(base);
        this.credentials = credentials;
    }

    Optional<String> over(URI uri) throws IOException {
        return origin.holds(uri) ? checked(credentials.authorization()) : Optional.empty();
    }

    /** Another value after the server refused one. */
    Optional<String> renewed(String refused) throws IOException {
        return checked(credentials.renewed(refused)).filter(value -> !value.equals(refused));
    }

    private static Optional<String> checked(Optional<String> value) throws IOException {
        if (value.isPresent() && !HEADER.matcher(value.get()).matches()) {
            throw new IOException("the token is empty or holds characters that no header may carry");
        }
        return value;
    }
}
