package io.jenkins.plugins.itgc.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How problems speak of values. */
final class Wording {
    private static final int SHOWN = 60;

    /** Hints are for typing errors in a policy of common size, not worth a long search in any other. */
    private static final int SEARCHED = 200;

    private Wording() {}

    /** A text without what a terminal would act on, and not longer than a line bears. */
    static String clean(String text) {
        return clean(text, SHOWN);
    }

    static String clean(String text, int length) {
        var shown = new StringBuilder();
        int end = 0;
        for (int count = 0; end < text.length() && count < length; count++) {
            int c = text.codePointAt(end);
            shown.appendCodePoint(isHarmful(c) ? '?' : c);
            end += Character.charCount(c);
        }
        return end < text.length() ? shown + "…" : shown.toString();
    }

    /** Control characters, halves of surrogate pairs, and those that reorder the text around them. */
    static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    static String quoted(String text) {
        return "\"" + clean(text) + "\"";
    }

    /** What somebody finds at this place, such as {@code the number 3}. */
    static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            case STRING -> "the text " + quoted(value.textValue());
            case NUMBER -> "the number " + clean(value.asText());
            case BOOLEAN -> value.asText();
            default -> "nothing";
        };
    }

    /** A hint at the one that was probably meant, in parentheses; empty where none is near. */
    static String didYouMean(String written, Collection<String> allowed) {
        return nearest(written, allowed)
                .map(meant -> " (did you mean " + clean(meant) + "?)")
                .orElse("");
    }

    static String listed(Collection<String> names) {
        return String.join(", ", names.stream().map(Wording::clean).toList());
    }

    private static Optional<String> nearest(String written, Collection<String> allowed) {
        record Near(String name, int distance) {}
        int bearable = Math.max(1, Math.min(written.length(), SHOWN) / 3);
        return written.length() > SHOWN
                ? Optional.empty()
                : allowed.stream()
                        .limit(SEARCHED)
                        .map(name -> new Near(name, distance(written, name)))
                        .filter(near -> near.distance() <= bearable)
                        .min(Comparator.comparingInt(Near::distance))
                        .map(Near::name);
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change =
                        Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1)) ? 0 : 1;
                int best = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[other.length()];
    }

    /** Names joined for a sentence: {@code a, b or c}. */
    static String either(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }
}
