package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import io.jenkins.plugins.itgc.worksheet.Footer.Figures;
import io.jenkins.plugins.itgc.worksheet.Footer.LeadTime;
import io.jenkins.plugins.itgc.worksheet.Footer.Month;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Charts as SVG that stands in the page; what they show is said in their descriptions, too. */
final class Charts {
    private static final int WIDTH = 560;
    private static final int BAR = 22;
    private static final int LABELS = 190;
    private static final int NUMBERS = 60;
    private static final int HEIGHT = 200;
    private static final int MOST_BARS = 12;

    private record Series(String name, String css, ToLongFunction<Month> value) {}

    private static final List<Series> SERIES = List.of(
            new Series("standard", "one", Month::standard),
            new Series("emergency", "two", Month::emergency),
            new Series("override", "three", Month::override),
            new Series("blocked", "four", Month::blocked));

    private Charts() {}

    /** All of them. */
    static String all(List<StratumConclusion> strata, Figures figures) {
        return limits(strata)
                + months(figures.months())
                + bars("lead", "Time from approval to deployment, items tested", leads(figures.leadTimes()))
                + bars("approvers", "Approvers of the items tested", most(figures.approvers()))
                + bars(
                        "reasons",
                        "Reasons of controls that failed, waived or not, items tested",
                        most(figures.reasons()));
    }

    private static Map<String, Long> leads(List<LeadTime> leads) {
        var bars = new LinkedHashMap<String, Long>();
        leads.forEach(lead -> bars.put(lead.upTo(), lead.items()));
        return bars;
    }

    /** The largest ones; what is left out is one bar. */
    private static Map<String, Long> most(Map<String, Long> counts) {
        var bars = new LinkedHashMap<String, Long>();
        List<Map.Entry<String, Long>> sorted = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        sorted.stream().limit(MOST_BARS).forEach(one -> bars.put(one.getKey(), one.getValue()));
        long others =
                sorted.stream().skip(MOST_BARS).mapToLong(Map.Entry::getValue).sum();
        if (others > 0) {
            bars.put("others", others);
        }
        return bars;
    }

    private static String figure(
            String id, String title, String description, int height, String shapes, String legend) {
        return "<figure><figcaption>" + Html.text(title) + "</figcaption>\n<svg viewBox=\"0 0 " + WIDTH + " " + height
                + "\" role=\"img\" aria-labelledby=\"" + id + "-title " + id + "-desc\"><title id=\"" + id + "-title\">"
                + Html.text(title) + "</title><desc id=\"" + id + "-desc\">" + Html.text(description) + "</desc>"
                + shapes
                + "</svg>" + legend + "</figure>\n";
    }

    private static String bars(String id, String title, Map<String, Long> bars) {
        long most = Math.max(
                1, bars.values().stream().mapToLong(Long::longValue).max().orElse(1));
        var shapes = new StringBuilder();
        int y = 4;
        for (var bar : bars.entrySet()) {
            double length = (double) (WIDTH - LABELS - NUMBERS) * bar.getValue() / most;
            shapes.append(label(LABELS - 8, y + 15, "end", shortened(bar.getKey())));
            shapes.append(rectangle("one", LABELS, y, length, BAR - 4));
            shapes.append(label(LABELS + length + 6, y + 15, "start", String.valueOf(bar.getValue())));
            y += BAR;
        }
        String description = bars.isEmpty()
                ? "none"
                : bars.entrySet().stream()
                        .map(bar -> bar.getKey() + ": " + bar.getValue())
                        .collect(Collectors.joining(", "));
        if (bars.isEmpty()) {
            shapes.append(label(0, 20, "start", "none"));
        }
        return figure(id, title, description, Math.max(BAR, y) + 6, shapes.toString(), "");
    }

    private static String months(Map<String, Month> months) {
        long most = Math.max(
                1, months.values().stream().mapToLong(Month::total).max().orElse(1));
        double step = (double) (WIDTH - 20) / Math.max(3, months.size());
        double wide = Math.min(64, step * 0.7);
        int names = Math.max(1, (int) Math.ceil(64 / step));
        int totals = Math.max(1, (int) Math.ceil(8.0 * (String.valueOf(most).length() + 1) / step));
        var shapes = new StringBuilder();
        shapes.append(String.format(
                Locale.ROOT, "<line class=\"axis\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", HEIGHT, WIDTH, HEIGHT));
        int place = 0;
        for (var month : months.entrySet()) {
            double x = 10 + place * step + (step - wide) / 2;
            double y = HEIGHT;
            for (Series series : SERIES) {
                double high = (HEIGHT - 24.0) * series.value().applyAsLong(month.getValue()) / most;
                if (high > 0) {
                    y -= high;
                    shapes.append(rectangle(series.css(), x, y, wide, Math.max(1, high - 1)));
                }
            }
            if (place % names == 0) {
                shapes.append(label(x + wide / 2, HEIGHT + 18, "middle", month.getKey()));
            }
            if (place % totals == 0) {
                shapes.append(label(
                        x + wide / 2,
                        y - 6,
                        "middle",
                        String.valueOf(month.getValue().total())));
            }
            place++;
        }
        String description = months.entrySet().stream()
                .map(month -> month.getKey() + ": "
                        + SERIES.stream()
                                .map(series -> series.value().applyAsLong(month.getValue()) + " " + series.name())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return figure(
                "months",
                "Deployments of the population by month, and what was blocked",
                description,
                HEIGHT + 26,
                shapes.toString(),
                legend());
    }

    private static String legend() {
        return "<ul class=\"legend\">"
                + SERIES.stream()
                        .map(series -> "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\""
                                + series.css() + "\" width=\"10\" height=\"10\"/></svg> " + series.name() + "</li>")
                        .collect(Collectors.joining())
                + "</ul>";
    }

    /** Each stratum's limit beside what can be tolerated. */
    private static String limits(List<StratumConclusion> strata) {
        var told = new ArrayList<String>();
        var shapes = new StringBuilder();
        double most = strata.stream()
                .flatMap(stratum ->
                        List.of(stratum.limit().value(), stratum.tolerable().value()).stream())
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - 90) / Math.max(most, 0.000_001);
        int y = 22;
        for (StratumConclusion stratum : strata) {
            double length = stratum.limit().value().doubleValue() * scale;
            double mark = LABELS + stratum.tolerable().value().doubleValue() * scale;
            shapes.append(label(LABELS - 8, y + 15, "end", stratum.stratum().text()));
            shapes.append(rectangle(stratum.relied() ? "one" : "two", LABELS, y, length, BAR - 4));
            shapes.append(label(
                    Math.max(LABELS + length, mark) + 6,
                    y + 15,
                    "start",
                    UpperDeviationLimit.published(stratum.limit())));
            shapes.append(String.format(
                    Locale.ROOT,
                    "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                    mark,
                    y - 4,
                    mark,
                    y + BAR));
            told.add(stratum.stratum().text() + ": limit "
                    + UpperDeviationLimit.published(stratum.limit()) + ", tolerable "
                    + UpperDeviationLimit.published(stratum.tolerable()));
            y += BAR + 10;
        }
        if (!strata.isEmpty()) {
            double mark = LABELS + strata.get(0).tolerable().value().doubleValue() * scale;
            shapes.append(label(
                    mark,
                    14,
                    "middle",
                    "tolerable " + UpperDeviationLimit.published(strata.get(0).tolerable())));
        }
        return figure(
                "limits",
                "Upper deviation limit of each stratum, beside the tolerable rate",
                String.join("; ", told),
                y + 4,
                shapes.toString(),
                "");
    }

    private static String shortened(String label) {
        return label.length() <= 27 ? label : label.substring(0, 26) + "…";
    }

    private static String rectangle(String css, double x, double y, double width, double height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                css,
                x,
                y,
                width,
                height);
    }

    private static String label(double x, double y, String anchor, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor)
                + Html.text(text) + "</text>";
    }
}
