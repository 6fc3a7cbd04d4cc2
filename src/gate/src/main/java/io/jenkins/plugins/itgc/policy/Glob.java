package io.jenkins.plugins.itgc.policy;

import java.util.regex.Pattern;

/**
 * A pattern over a whole path or branch name with {@code /} between its parts: {@code ?} stands for one character and
 * {@code *} for any text within a part, {@code **} for any text at all, {@code **}{@code /} for any parts or none.
 */
public final class Glob {
    private final Pattern pattern;

    public Glob(String glob) {
        var regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                i++;
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
