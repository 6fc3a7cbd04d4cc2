package io.jenkins.plugins.itgc.http;

import io.jenkins.plugins.itgc.text.PlainText;
import java.net.URI;
import java.util.regex.Pattern;

/** Foreign text made fit for messages. */
public final class Shown {
    private static final int LONGEST = 200;

    /** Tokens by their usual form, in case a server repeats what it was shown. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?i)\\b(?:(?:bearer|basic) +[a-z0-9._~+/=-]+|token +[a-z0-9_-]{20,}|gh[a-z]_[a-z0-9]+|github_pat_[a-z0-9_]+|eyJ[a-z0-9_-]+\\.[a-z0-9_.-]+)");

    private Shown() {}

    /** Text on one line, harmless as by {@link PlainText}, without tokens, and cut where it is long. */
    public static String text(String text) {
        return PlainText.harmless(TOKEN.matcher(text).replaceAll("***"), LONGEST);
    }

    /** Where something lies: scheme, host and path. Queries stay out: they may carry secrets. */
    static String address(URI uri) {
        String ascii = uri.toASCIIString();
        int end = ascii.indexOf('?') < 0 ? ascii.indexOf('#') : ascii.indexOf('?');
        return end < 0 ? ascii : ascii.substring(0, end);
    }

    /** Status code with its name. */
    static String status(int status) {
        String name =
                switch (status) {
                    case 400 -> " Bad Request";
                    case 401 -> " Unauthorized";
                    case 403 -> " Forbidden";
                    case 404 -> " Not Found";
                    case 410 -> " Gone";
                    case 422 -> " Unprocessable Content";
                    case 429 -> " Too Many Requests";
                    case 500 -> " Internal Server Error";
                    case 502 -> " Bad Gateway";
                    case 503 -> " Service Unavailable";
                    case 504 -> " Gateway Timeout";
                    default -> "";
                };
        return status + name;
    }
}
