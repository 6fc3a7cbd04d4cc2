package io.jenkins.plugins.itgc.cli.output;

import io.jenkins.plugins.itgc.gate.DecisionText;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Writes text for people: in colour where there is a terminal that wants it, in ASCII where there is no more. */
public final class Screen {
    private static final int LABEL = 22;

    private static final Map<String, String> ASCII =
            Map.of("✓", "+", "✗", "x", "–", "-", "→", "->", "·", "|", "…", "...", "—", "--");

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean ascii;

    /**
     * @param ansi whether colours are wanted
     * @param ascii whether the reader's character set has nothing but ASCII to offer
     */
    public Screen(PrintWriter out, Ansi ansi, boolean ascii) {
        this.out = out;
        this.ansi = ansi;
        this.ascii = ascii;
    }

    /** Writes a line as it is. */
    public void line(String text) {
        out.println(plain(text));
        out.flush();
    }

    /** Writes a line that introduces what follows. */
    public void heading(String text) {
        line("");
        line(styled(text, Style.bold));
    }

    /** Writes a line that begins with a sign of what it means. */
    public void marked(Mark mark, String text) {
        line("  " + styled(mark.sign(), style(mark)) + " " + text);
    }

    /** Writes a decision. */
    public void decision(DecisionText decision) {
        line(styled(decision.verdict(), Style.bold, style(decision.mark())) + "  " + decision.deployment() + "   "
                + decision.change());
        lines(decision.lines());
        line("  " + styled(decision.footer(), Style.faint));
    }

    /** Writes lines of a decision, or of what followed it. */
    public void lines(List<Line> lines) {
        lines.forEach(this::line);
    }

    private void line(Line line) {
        boolean isRemedy = line.mark() == Mark.REMEDY;
        String sign = isRemedy ? " " : line.mark().sign();
        String text = isRemedy ? styled(line.mark().sign() + " " + line.text(), Style.fg_cyan) : line.text();
        line("  " + styled(sign, style(line.mark())) + " " + padded(line.label()) + text);
    }

    private static String padded(String label) {
        return label + " ".repeat(Math.max(1, LABEL - label.length()));
    }

    private static IStyle style(Mark mark) {
        return switch (mark) {
            case PASS -> Style.fg_green;
            case FAIL -> Style.fg_red;
            case UNKNOWN, WAIVED -> Style.fg_yellow;
            case REMEDY -> Style.fg_cyan;
            case NONE, MORE -> Style.faint;
        };
    }

    /** Styles a text without reading markup in it: it may come from outside. */
    private String styled(String text, IStyle... styles) {
        if (!ansi.enabled() || text.isBlank()) {
            return text;
        }
        // Not Style.off: what it sends to end bold, many terminals take for a double underline.
        return Style.on(styles) + text + Style.reset.on();
    }

    private String plain(String text) {
        String plain = text;
        if (ascii) {
            for (var sign : ASCII.entrySet()) {
                plain = plain.replace(sign.getKey(), sign.getValue());
            }
        }
        return plain;
    }
}
