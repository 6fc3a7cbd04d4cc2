package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.util.regex.Pattern;

/** What keys of an {@link Archive} may be: nothing that a file system or a server could read in another way. */
public final class ArchiveKey {
    private static final String PART = "[A-Za-z0-9_=-][A-Za-z0-9._=-]{0,254}";
    private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + "){0,15}");
    private static final int LONGEST = 700;

    private ArchiveKey() {}

    /** The key, where it is one. */
    public static String requireKey(String key) throws PublicationException {
        if (key.length() > LONGEST || !KEY.matcher(key).matches()) {
            throw new PublicationException(
                    Reason.REQUEST,
                    "\"" + key + "\" is no key: letters, digits and . _ = - in parts with slashes between, no part"
                            + " beginning with a dot");
        }
        return key;
    }

    /** The prefix, where it is empty or a key with a slash behind it. */
    public static String requirePrefix(String prefix) throws PublicationException {
        if (!prefix.isEmpty()) {
            requireKey(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : "/");
        }
        return prefix;
    }
}
