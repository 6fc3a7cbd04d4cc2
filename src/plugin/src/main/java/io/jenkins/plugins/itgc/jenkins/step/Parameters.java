package io.jenkins.plugins.itgc.jenkins.step;

import hudson.Util;
import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the step's parameters may be. Setters and forms check the same. */
final class Parameters {
    static final List<String> CHANGE_TYPES = List.of("normal", "standard", "emergency");
    static final List<String> ON_BLOCK = List.of("fail", "wait");

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([smhd])");
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern TICKETS = Pattern.compile("[A-Z][A-Z0-9_]+-\\d+(\\s*[,\\s]\\s*[A-Z][A-Z0-9_]+-\\d+)*");

    private Parameters() {}

    static String environment(@Nullable String text) {
        String name = Util.fixEmptyAndTrim(text);
        if (name == null) {
            throw new IllegalArgumentException("environment is required: the name that the policy gives it");
        }
        return name;
    }

    /**
     * How long to wait.
     *
     * @throws IllegalArgumentException where it is no time of 1 second to 30 days
     */
    static Duration timeout(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration time =
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (!time.isZero() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no time; write a number with s, m, h or d, such as 8h, of 30 days at most");
    }

    static String oneOf(List<String> known, String name, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            throw new IllegalArgumentException(
                    name + " is one of " + String.join(", ", known) + ", not \"" + text + "\"");
        }
        return wanted;
    }

    static @Nullable String commit(@Nullable String text) {
        String commit = Util.fixEmptyAndTrim(text);
        return commit == null ? null : new CommitId(commit).hex();
    }

    static @Nullable Integer pullRequest(@Nullable Integer number) {
        if (number != null && number < 1) {
            throw new IllegalArgumentException("pullRequest is the number of a pull request, from 1");
        }
        return number;
    }

    static @Nullable String artifactDigest(@Nullable String text) {
        String digest = Util.fixEmptyAndTrim(text);
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("artifactDigest is sha256: and 64 hexadecimal digits in small letters");
        }
        return digest;
    }

    static @Nullable String tickets(@Nullable String text) {
        String keys = Util.fixEmptyAndTrim(text);
        if (keys != null && !TICKETS.matcher(keys).matches()) {
            throw new IllegalArgumentException("tickets are keys with commas between them, such as CHG-7, CHG-12");
        }
        return keys;
    }

    /** The keys in a text that {@link #tickets} let pass. */
    static List<String> keys(@Nullable String tickets) {
        return tickets == null ? List.of() : Arrays.asList(tickets.split("[,\\s]+"));
    }
}
