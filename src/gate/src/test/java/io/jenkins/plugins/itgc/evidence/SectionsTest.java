package io.jenkins.plugins.itgc.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jenkins.plugins.itgc.evidence.Sections.Section;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rollback plan: a section of the pull request, heading of any level")
class SectionsTest {
    private static final List<String> HEADINGS = List.of("Rollback", "Backout plan");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Rollback",
                "## rollback ##",
                "###### ROLLBACK:",
                "   ### Rollback",
                "## **Rollback**",
                "## `rollback`",
                "## 🔙 Rollback",
                "Rollback\n--------",
                "Rollback\n===",
                "**Rollback**",
                "**Rollback:**",
                "__Rollback__",
                "# Backout plan",
            })
    @DisplayName("starts with a heading or a bold line")
    void starts(String heading) {
        var text = "Intro\n\n" + heading + "\nRedeploy 41.\n\n- check\n";
        assertThat(texts(text)).containsExactly("Redeploy 41.\n\n- check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rollback",
                "Rollback: redeploy",
                "####### Rollback",
                "#Rollback",
                "## Rollback plans",
                "## No rollback",
                "**Rollback** needs none",
                "we **Rollback**",
                "```\n## Rollback\n```",
                "    ## Rollback",
                "> ## Rollback",
                "- ## Rollback",
                "<!--\n## Rollback\n-->",
                "<!-- ## Rollback -->",
                "<!-- a --> <!-- b\n\n## Rollback\n-->",
                "## <!-- Rollback -->",
                "",
            })
    @DisplayName("does not start elsewhere")
    void doesNotStart(String heading) {
        assertThat(texts("Intro\n\n" + heading + "\n\nRedeploy 41.")).isEmpty();
    }

    @Test
    @DisplayName("ends at the next heading of the same or a higher level")
    void ends() {
        assertThat(texts("## Rollback\na\n### Steps\nb\n\n**Then**\nc\n## Risk\nd"))
                .containsExactly("a\n### Steps\nb\n\n**Then**\nc");
        assertThat(texts("### Rollback\na\n# Risk\nd")).containsExactly("a");
        assertThat(texts("**Rollback**\na\n\n**Risk**\nd")).containsExactly("a");
        assertThat(texts("**Rollback**\na\n\n###### Risk\nd")).containsExactly("a");
        assertThat(texts("text before\n**Rollback**\na\n**Risk**\nd")).containsExactly("a");
    }

    @Test
    @DisplayName("every one that is wanted is given, those within another as its part")
    void givesAll() {
        assertThat(Sections.under(HEADINGS, "## Rollback\na\n### Backout plan\nb\n## Risk\n\n# Backout plan\nc"))
                .containsExactly(new Section("Rollback", "a\n### Backout plan\nb"), new Section("Backout plan", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- How is this taken back? -->",
                "<!--\nHow is this\n\ntaken back?\n-->",
                "<!-- never closed\n\ntext",
                "<div>\n<!-- How? -->\n</div>",
                "[//]: # (How is this taken back?)",
            })
    @DisplayName("what the page does not show is not its text")
    void hidesComments(String comment) {
        var text = texts("## Rollback\n\n" + comment + "\n").get(0);
        assertThat(text.replace("<div>", "").replace("</div>", "")).isBlank();
    }

    @Test
    @DisplayName("what stands beside a comment is its text, and a comment in code is code")
    void keepsWhatIsShown() {
        assertThat(texts("## Rollback\n<!-- why? --> Redeploy <!-- a\nb --> 41.\n"))
                .containsExactly("Redeploy  41.");
        assertThat(texts("## Rollback\n\nRedeploy <!-- which? -->41.")).containsExactly("Redeploy 41.");
        assertThat(texts("## Rollback\n```xml\n<!-- x -->\n```")).containsExactly("```xml\n<!-- x -->\n```");
    }

    @Test
    @DisplayName("an empty one is found empty")
    void mayBeEmpty() {
        assertThat(texts("## Rollback\n## Risk")).containsExactly("");
        assertThat(texts("## Rollback")).containsExactly("");
    }

    @Test
    @DisplayName("what lies beyond the limit is not found")
    void isLimited() {
        var text = "a\n\n".repeat(50_000) + "## Rollback\nRedeploy 41.";
        assertThat(texts(text)).isEmpty();
        assertThat(texts(text.substring(100_000))).containsExactly("Redeploy 41.");
    }

    @Test
    @DisplayName("a megabyte of nasty text takes seconds at most, and overflows nothing")
    void bearsNastyText() {
        var nasty = List.of(
                ">".repeat(1_000_000),
                "- ".repeat(500_000),
                "*a **b ".repeat(140_000),
                "**a ".repeat(250_000) + "**".repeat(1_000),
                "[".repeat(1_000_000),
                "[a](".repeat(250_000),
                "![[]()".repeat(160_000),
                "`a".repeat(300_000) + "``".repeat(100_000),
                "<!--".repeat(250_000),
                "<a ".repeat(330_000),
                "&".repeat(1_000_000),
                "# Rollback\n".repeat(90_000),
                "**Rollback**\n".repeat(75_000),
                "### Rollback\na\n# b\n".repeat(50_000),
                "[a]: b\n".repeat(140_000),
                "[a\n".repeat(330_000),
                "x <!-- a --> ".repeat(76_000),
                "x <!-- ".repeat(140_000),
                "<div><!--\n\n".repeat(90_000),
                "### Rollback\n<!-- a -->\n".repeat(40_000),
                "# " + "!".repeat(499_999) + "a" + "!".repeat(499_999),
                "# " + "**".repeat(100_000) + "a" + "**".repeat(100_000),
                "\\".repeat(1_000_000),
                "a\n".repeat(250_000) + "===\n".repeat(100_000));
        for (String text : nasty) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> Sections.under(HEADINGS, text),
                    () -> "took too long: " + text.substring(0, 20));
        }
    }

    @Property
    void readsAnything(@ForAll("markdown") String text) {
        assertThatCode(() -> Sections.under(HEADINGS, text)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> markdown() {
        return Arbitraries.of(
                        "# Rollback",
                        "\n",
                        "**",
                        "Rollback",
                        "<!--",
                        "-->",
                        "```",
                        "> ",
                        "- ",
                        "\t",
                        "---",
                        "[a]: b",
                        "`",
                        "<div>",
                        " ",
                        "\r",
                        "\u0000",
                        "\ud800",
                        "x")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<String> texts(String markdown) {
        return Sections.under(HEADINGS, markdown).stream().map(Section::text).toList();
    }
}
