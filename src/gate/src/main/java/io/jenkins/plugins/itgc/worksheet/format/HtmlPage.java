package io.jenkins.plugins.itgc.worksheet.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of a page, and its tables. */
record HtmlPage(OutputStream stream) {
    void line(String line) throws IOException {
        stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a section with its heading. */
    void section(String id, String title) throws IOException {
        line("<section aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">" + Html.text(title) + "</h2>");
    }

    /**
     * Begins a table, which scrolls by itself where the screen is narrower.
     *
     * @param name what the place is called that scrolls
     */
    void table(String name, String caption) throws IOException {
        line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + Html.text(name)
                + "\"><table><caption>" + Html.text(caption) + "</caption>");
    }

    /** Headings of a table; one that begins with # stands above numbers. */
    void head(String... headings) throws IOException {
        line("<thead><tr>"
                + Arrays.stream(headings)
                        .map(heading -> heading.startsWith("#")
                                ? "<th scope=\"col\" class=\"number\">" + heading.substring(1) + "</th>"
                                : "<th scope=\"col\">" + heading + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead><tbody>");
    }

    void endTable() throws IOException {
        line("</tbody></table></div>");
    }

    /** A cell with a number. */
    static String number(Object number) {
        return "<td class=\"number\">" + number + "</td>";
    }

    /** A cell with a text that may come from anybody. */
    static String cell(String text) {
        return "<td class=\"text\">" + Html.text(text) + "</td>";
    }
}
