package io.jenkins.plugins.itgc.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds keys of tickets in texts: those of the configured projects only, so that {@code CVE-2026-1}, {@code UTF-8} and
 * {@code SHA-256} are none. Keys are upper-case, as Jira writes them. A key may follow a hyphen or a slash, as in branch
 * names, but is never a part of a longer word: {@code XPAY-12} and {@code PAY-12x} do not name {@code PAY-12}.
 */
public final class TicketKeys {
    /** Most keys that one text gives; whoever names more has pasted a list. */
    public static final int MOST = 50;

    private static final Pattern PROJECT = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Pattern KEY =
            Pattern.compile("(?<![\\p{L}\\p{N}_])([A-Z][A-Z0-9_]++)-[1-9][0-9]{0,9}(?![\\p{L}\\p{N}]|\\.[0-9])");

    private final Set<String> projects;

    /**
     * @param projects keys of the projects whose tickets count
     * @throws IllegalArgumentException where one is no key of a project
     */
    public TicketKeys(Collection<String> projects) {
        for (String project : projects) {
            if (!PROJECT.matcher(project).matches()) {
                throw new IllegalArgumentException(
                        "\"" + project + "\" is no key of a Jira project; write it as in PAY-12, without the number");
            }
        }
        this.projects = Set.copyOf(projects);
    }

    /** Whether a text is a key and nothing else, whatever its project. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** The keys in a text, each once, in the order in which they first stand there; at most {@value #MOST}. */
    public List<String> in(String text) {
        var keys = new LinkedHashSet<String>();
        var matcher = KEY.matcher(text);
        while (keys.size() < MOST && matcher.find()) {
            if (projects.contains(matcher.group(1))) {
                keys.add(matcher.group());
            }
        }
        return new ArrayList<>(keys);
    }
}
