package io.jenkins.plugins.itgc.http;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of what is put into addresses (RFC 3986): everything but unreserved characters. */
public final class Percent {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Percent() {}

    /** One path segment, or the name or value of a query parameter. */
    public static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}
