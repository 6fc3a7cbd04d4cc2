package io.jenkins.plugins.itgc.worksheet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Rules of accessibility that can be read off the page, and that nothing hostile comes alive in it. */
@TestInstance(Lifecycle.PER_CLASS)
class HtmlReportTest {
    private String page;

    @BeforeAll
    void write(@TempDir Path directory) throws Exception {
        try (var written = new Written(directory)) {
            page = written.text(Format.HTML);
        }
    }

    @AfterAll
    void keep() throws Exception {
        String kept = System.getProperty("itgc.report", "");
        if (!kept.isEmpty()) {
            java.nio.file.Files.writeString(Path.of(kept), page);
        }
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    @DisplayName("it says its language and title, begins with the conclusion, and has headings without gaps")
    void structure() {
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").contains("<title>Test of CM-01");
        assertThat(all("<h1>")).hasSize(1);
        List<Integer> levels =
                all("<h[1-6]").stream().map(heading -> heading.charAt(2) - '0').toList();
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
        assertThat(page)
                .containsSubsequence(
                        "id=\"conclusion\"",
                        "id=\"charts\"",
                        "id=\"about\"",
                        "id=\"exceptions\"",
                        "id=\"items\"",
                        "id=\"evidence\"");
        assertThat(all("<main>")).hasSize(1);
    }

    @Test
    @DisplayName("each table has a caption, and each heading cell a scope")
    void tables() {
        assertThat(all("<table>\\s*<caption>")).hasSameSizeAs(all("<table"));
        assertThat(all("<th[ >]")).hasSameSizeAs(all("<th scope=\"(col|row)\""));
    }

    @Test
    @DisplayName("each chart has a title and a description with its numbers, and ids are there once")
    void charts() {
        assertThat(all("<figure>")).hasSize(5);
        assertThat(
                        all(
                                "role=\"img\" aria-labelledby=\"([a-z]+)-title \\1-desc\"><title id=\"\\1-title\">[^<]+</title><desc id=\"\\1-desc\">[^<]+</desc>"))
                .hasSize(5);
        assertThat(page).contains("2026-11: 19 standard, 2 emergency, 0 override, 0 blocked; 2026-12: 0 standard");
        List<String> ids = all(" id=\"[^\"]+\"");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        for (String named : all("aria-labelledby=\"[^\"]+\"")) {
            for (String id : named.substring(17, named.length() - 1).split(" ")) {
                assertThat(ids).contains(" id=\"" + id + "\"");
            }
        }
    }

    @Test
    @DisplayName("nothing is loaded and nothing runs: no script, no address to fetch, a policy that forbids both")
    void alone() {
        assertThat(page.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(
                        "<script", "<link", "<img", "<iframe", "@import", "url(", " onload=\"", "javascript:\"");
        assertThat(page).contains("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(all("href=\"[^\"]*\""))
                .allMatch(link -> link.startsWith("href=\"#") || link.startsWith("href=\"http"));
    }

    @Test
    @DisplayName("hostile text is shown, not run")
    void hostile() {
        assertThat(page)
                .contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp; \\u202E")
                .contains("<li>javascript:alert(1)</li>");
        assertThat(page.codePoints()).noneMatch(point -> point == 0x202e);
    }

    @Test
    @DisplayName("every colour of text stands out from both backgrounds by 4.5 at least, in light, dark and print")
    void contrast() {
        List<Map<String, String>> palettes = palettes();
        assertThat(palettes).hasSize(3);
        for (Map<String, String> palette : palettes) {
            for (String colour : List.of("text", "muted", "link", "pass", "fail", "unknown")) {
                for (String ground : List.of("background", "surface")) {
                    assertThat(contrast(palette.get(colour), palette.get(ground)))
                            .as(colour + " on " + ground)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
            for (String bar : List.of("one", "two", "three", "four")) {
                assertThat(contrast(palette.get(bar), palette.get("surface")))
                        .as(bar)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    private List<Map<String, String>> palettes() {
        var palettes = new ArrayList<Map<String, String>>();
        var root = Pattern.compile(":root \\{([^}]*)}").matcher(page);
        while (root.find()) {
            var palette = new HashMap<String, String>();
            var colour = Pattern.compile("--([a-z]+): (#[0-9a-f]{6});").matcher(root.group(1));
            while (colour.find()) {
                palette.put(colour.group(1), colour.group(2));
            }
            palettes.add(palette);
        }
        return palettes;
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
