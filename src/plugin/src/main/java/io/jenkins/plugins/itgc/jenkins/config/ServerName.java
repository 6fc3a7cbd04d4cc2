package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Util;
import java.util.Collection;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for names of servers. */
final class ServerName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private ServerName() {}

    /** @throws InvalidSetting where the text is no name */
    static String parse(@Nullable String text) {
        String name = Util.fixNull(text).strip();
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(Messages.ServerName_malformed());
        }
        return name;
    }

    /** @throws InvalidSetting where a name is given twice: nobody could tell which server is meant */
    static void requireDistinct(Collection<String> names) {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidSetting(Messages.ServerName_twice(name));
            }
        }
    }
}
