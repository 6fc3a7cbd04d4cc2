package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** A form in which a worksheet is handed on. */
public enum Format {
    /** A workbook for testers, whose cells are read back. */
    XLSX("worksheet.xlsx", XlsxWriter::new),
    /** The items as a table, whose tester's cells are read back. */
    CSV("worksheet.csv", CsvWriter::new),
    /** OSCAL assessment results, for systems that keep compliance. */
    OSCAL("assessment-results.json", OscalWriter::new),
    /** A report for people, which needs nothing but a browser. */
    HTML("worksheet.html", HtmlWriter::new);

    private static final int BUFFER = 1 << 16;

    private final String file;
    private final Making making;

    @FunctionalInterface
    private interface Making {
        FormatWriter of(Worksheet worksheet, FrozenPopulation population, WorksheetProgress progress);
    }

    Format(String file, Making making) {
        this.file = file;
        this.making = making;
    }

    /** What its file is called. */
    public String file() {
        return file;
    }

    /** How it is named on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a worksheet in this form; a file that is there is replaced once the new one is whole.
     *
     * @param population the population that the worksheet is of
     * @return the file
     * @throws IOException where something cannot be read or written, or the thread was interrupted; nothing is left of it then
     */
    public Path write(Worksheet worksheet, FrozenPopulation population, Path directory, WorksheetProgress progress)
            throws IOException {
        Path target = directory.resolve(file);
        Path draft = directory.resolve(file + ".new");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER)) {
                making.of(worksheet, population, progress).write(out);
            }
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
