package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Sections of a Markdown text. A section starts with a heading of any level, underlined or with number signs, or with a line
 * that is all bold, which ranks below every heading; it ends where the next heading of the same or a higher level stands.
 * Headings inside of code, quotes and lists are text. What a reader of the page does not see is left out: comments, and
 * definitions of links.
 */
public final class Sections {
    /**
     * Most characters that are read, twice what GitHub takes for a pull request's text; what follows is not found. The
     * parser's time grows with the square of a paragraph's lines.
     */
    public static final int LONGEST = 131_072;

    private static final int BOLD_LINE = 7;
    private static final int LONGEST_HEADING = 200;
    private static final char HIDDEN = '\0';
    private static final Pattern BOLD = Pattern.compile("\\s*(\\*\\*|__)([^*_]+)\\1\\s*");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    /** Only blocks are read: what is inside of them does not matter here, and takes quadratic time where it is nested. */
    private static final Parser BLOCKS = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(context -> (lines, node) -> {})
            .maxOpenBlockParsers(100) // deeper nesting is read as text
            .build();

    private final String source;
    private final StringBuilder shown;
    private final List<Title> titles = new ArrayList<>();

    private Sections(String source) {
        this.source = source;
        this.shown = new StringBuilder(source);
        BLOCKS.parse(source).accept(new Outline());
    }

    /** A section's text under the heading that was found, as it is written there without the signs around it. */
    public record Section(String heading, String text) {}

    private record Title(int level, int from, int to) {}

    /**
     * Finds the sections under any of the given headings, in the order of the text. Headings are compared without regard to
     * case, and to signs before and after them, such as a colon. A section within one that was found is part of that one.
     */
    public static List<Section> under(Collection<String> headings, String markdown) {
        var wanted = headings.stream().map(Sections::comparable).collect(Collectors.toSet());
        var text = markdown.length() <= LONGEST ? markdown : markdown.substring(0, LONGEST);
        return new Sections(PlainText.visible(text)).find(wanted);
    }

    private List<Section> find(Set<String> wanted) {
        var sections = new ArrayList<Section>();
        int end = 0;
        for (int i = 0; i < titles.size(); i++) {
            var title = titles.get(i);
            var heading = bare(text(title.from(), title.to()));
            if (title.from() >= end && wanted.contains(comparable(heading))) {
                end = end(i);
                sections.add(new Section(heading, text(title.to(), end)));
            }
        }
        return sections;
    }

    private int end(int index) {
        for (Title later : titles.subList(index + 1, titles.size())) {
            if (later.level() <= titles.get(index).level()) {
                return later.from();
            }
        }
        return source.length();
    }

    private String text(int from, int to) {
        return shown.substring(from, to).replace(String.valueOf(HIDDEN), "").strip();
    }

    private static String bare(String heading) {
        return heading.length() > LONGEST_HEADING ? "" : EDGES.matcher(heading).replaceAll("");
    }

    private static String comparable(String heading) {
        return bare(heading).toLowerCase(Locale.ROOT);
    }

    /** Walks the blocks in the order of the text, notes titles, and blots out what is not shown. */
    private final class Outline extends AbstractVisitor {
        private int hiddenUntil;

        @Override
        public void visit(Heading heading) {
            hideComments(from(heading), to(heading));
            if (heading.getParent() instanceof Document) {
                add(heading.getLevel(), from(heading), to(heading));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            hideComments(from(paragraph), to(paragraph));
            if (paragraph.getParent() instanceof Document) {
                for (var line : paragraph.getSourceSpans()) {
                    int end = line.getInputIndex() + line.getLength();
                    if (BOLD.matcher(shown).region(line.getInputIndex(), end).matches()) {
                        add(BOLD_LINE, line.getInputIndex(), end);
                    }
                }
            }
        }

        @Override
        public void visit(HtmlBlock html) {
            // a browser looks for a comment's end in all that follows
            int start = source.indexOf("<!--", Math.max(from(html), hiddenUntil));
            while (start >= 0 && start < to(html)) {
                int end = source.indexOf("-->", start);
                hide(start, end < 0 ? source.length() : end + 3);
                start = source.indexOf("<!--", hiddenUntil);
            }
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            hide(from(definition), to(definition));
        }

        private void add(int level, int from, int to) {
            if (shown.charAt(from) != HIDDEN) {
                titles.add(new Title(level, from, to));
            }
        }

        private void hideComments(int from, int to) {
            var text = source.substring(from, to);
            int start = text.indexOf("<!--");
            int end = text.indexOf("-->", start);
            while (start >= 0 && end >= 0) {
                hide(from + start, from + end + 3);
                start = text.indexOf("<!--", end);
                end = text.indexOf("-->", start);
            }
        }

        private void hide(int from, int to) {
            for (int i = Math.max(from, hiddenUntil); i < to; i++) {
                shown.setCharAt(i, HIDDEN);
            }
            hiddenUntil = Math.max(hiddenUntil, to);
        }

        private static int from(Block block) {
            return block.getSourceSpans().get(0).getInputIndex();
        }

        private static int to(Block block) {
            var spans = block.getSourceSpans();
            var last = spans.get(spans.size() - 1);
            return last.getInputIndex() + last.getLength();
        }
    }
}
