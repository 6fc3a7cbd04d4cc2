package io.jenkins.plugins.itgc.cli.year;

import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tester at work: fills the two cells of each row of a worksheet as CSV, and believes what it says. */
final class ReturnedCells {
    private ReturnedCells() {}

    static Path fill(Path csv, Path target) throws IOException {
        var text = new StringBuilder();
        try (var reader = new CsvReader(Files.newBufferedReader(csv))) {
            List<String> headings = reader.next().orElseThrow();
            text.append(line(headings));
            for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
                var cells = new ArrayList<>(row.get());
                boolean deviates = !cells.get(headings.indexOf("Deviations")).equals("0");
                cells.set(headings.indexOf("Conclusion of the tester"), deviates ? "deviation" : "no deviation");
                cells.set(headings.indexOf("Note of the tester"), deviates ? "Seen, and asked Dora about it." : "");
                text.append(line(cells));
            }
        }
        return Files.writeString(target, text);
    }

    private static String line(List<String> cells) {
        return Csv.line(cells.stream().map(Csv::plain).toArray(String[]::new));
    }

    /** The ids of the rows that deviate. */
    static Set<String> deviating(Path csv) throws IOException {
        try (var reader = new CsvReader(Files.newBufferedReader(csv))) {
            List<String> headings = reader.next().orElseThrow();
            var rows = new ArrayList<List<String>>();
            for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            return rows.stream()
                    .filter(row -> !row.get(headings.indexOf("Deviations")).equals("0"))
                    .map(row -> row.get(headings.indexOf("Deployment")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
