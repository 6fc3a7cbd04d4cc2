package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.text.PlainText;
import java.util.regex.Pattern;

/** Text in HTML. */
final class Html {
    /** Where a link may lead: nothing that runs. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]+");

    private Html() {}

    /** A text as it may stand between tags and in attributes in quotes: one harmless line. */
    static String text(String text) {
        String harmless = PlainText.harmless(text, Integer.MAX_VALUE);
        var escaped = new StringBuilder(harmless.length() + 16);
        harmless.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString().replace(" %", "&nbsp;%");
    }

    /** A reference, as a link where it begins with an address of the web. */
    static String reference(String reference) {
        var address = ADDRESS.matcher(reference);
        if (!address.lookingAt()) {
            return text(reference);
        }
        return "<a href=\"" + text(address.group()) + "\" rel=\"noreferrer\">" + text(address.group()) + "</a>"
                + text(reference.substring(address.end()));
    }
}
