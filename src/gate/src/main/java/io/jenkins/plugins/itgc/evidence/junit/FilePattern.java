package io.jenkins.plugins.itgc.evidence.junit;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * A path with wildcards as Ant knows them: {@code **} stands for any folders, {@code *} and {@code ?} for any characters
 * and for one in a name, and a pattern that ends in a slash means everything below.
 *
 * @param folder the path before the first wildcard, where a search starts; empty for the workspace itself
 * @param rest what a path below the folder must be like; empty where the pattern is a plain path, which {@code folder} is
 */
record FilePattern(String folder, String rest) {
    static FilePattern parse(String text) {
        var pattern = text.strip().replace('\\', '/').replaceAll("/+", "/");
        if (pattern.endsWith("/")) {
            pattern += "**";
        }
        int wildcard = firstWildcard(pattern);
        if (wildcard < 0) {
            return new FilePattern(pattern, "");
        }
        int slash = pattern.lastIndexOf('/', wildcard);
        return new FilePattern(pattern.substring(0, slash + 1), pattern.substring(slash + 1));
    }

    boolean isPlain() {
        return rest.isEmpty();
    }

    /** Whether a path below the folder, with {@code /} between its names, is meant. */
    boolean matches(String below) {
        return matches(names(rest), names(below), "**", FilePattern::matchesName);
    }

    private static boolean matchesName(String pattern, String name) {
        return matches(characters(pattern), characters(name), '*', (wanted, c) -> wanted == '?' || wanted.equals(c));
    }

    /**
     * Matches a sequence in which a star stands for any number of items and all else for one. Where it fails, only the last
     * star is tried anew, which suffices, and takes no more than the product of both lengths.
     */
    private static <T> boolean matches(List<T> pattern, List<T> items, T star, BiPredicate<T, T> one) {
        int p = 0;
        int afterStar = -1;
        int resume = 0;
        for (int i = 0; i < items.size(); ) {
            if (p < pattern.size() && pattern.get(p).equals(star)) {
                afterStar = ++p;
                resume = i;
            } else if (p < pattern.size() && one.test(pattern.get(p), items.get(i))) {
                p++;
                i++;
            } else if (afterStar >= 0) {
                p = afterStar;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.subList(p, pattern.size()).stream().allMatch(star::equals);
    }

    private static List<String> names(String path) {
        return List.of(path.split("/"));
    }

    private static List<Character> characters(String name) {
        return name.chars().mapToObj(c -> (char) c).toList();
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*' || pattern.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }
}
