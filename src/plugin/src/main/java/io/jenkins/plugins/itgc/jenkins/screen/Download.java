package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The files of a test that can be saved. Which is meant is found by its name among these, so that no name becomes a path. */
public enum Download {
    POPULATION(Part.POPULATION, "population.json", Type.JSON),
    DEPLOYMENTS(Part.POPULATION, "population.csv", Type.CSV),
    EXCLUSIONS(Part.POPULATION, "exclusions.csv", Type.CSV),
    DISCREPANCIES(Part.POPULATION, "discrepancies.csv", Type.CSV),
    SAMPLE(Part.POPULATION, "sample.json", Type.JSON),
    XLSX(Part.WORKSHEET, Format.XLSX.file(), Type.XLSX),
    ITEMS(Part.WORKSHEET, Format.CSV.file(), Type.CSV),
    WORKSHEET(Part.WORKSHEET, Worksheet.FILE, Type.JSON),
    OSCAL(Part.WORKSHEET, Format.OSCAL.file(), Type.JSON),
    REPORT(Part.WORKSHEET, Format.HTML.file(), Type.HTML);

    /** A part of a test. */
    enum Part {
        POPULATION,
        WORKSHEET
    }

    /** Types of content. */
    static final class Type {
        static final String JSON = "application/json;charset=UTF-8";
        static final String CSV = "text/csv;charset=UTF-8";
        static final String HTML = "text/html;charset=UTF-8";
        static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        static final String ZIP = "application/zip";

        private Type() {}
    }

    private final Part part;
    private final String file;
    private final String type;

    Download(Part part, String file, String type) {
        this.part = part;
        this.file = file;
        this.type = type;
    }

    static Optional<Download> of(String name) {
        return Arrays.stream(values())
                .filter(download -> download.file.equals(name))
                .findFirst();
    }

    public String getFile() {
        return file;
    }

    /** What people call it. */
    public String getTitle() {
        return switch (this) {
            case POPULATION, SAMPLE -> Messages.Download_json();
            case DEPLOYMENTS -> Messages.Download_deployments();
            case EXCLUSIONS -> Messages.Download_exclusions();
            case DISCREPANCIES -> Messages.Download_discrepancies();
            case XLSX -> "XLSX";
            case ITEMS -> "CSV";
            case WORKSHEET -> "JSON";
            case OSCAL -> "OSCAL";
            case REPORT -> Messages.Download_report();
        };
    }

    /** The file, where it is there. */
    Optional<FileAnswer> in(TestFolder folder) throws IOException {
        Optional<Path> directory =
                part == Part.POPULATION ? Optional.of(folder.population()) : folder.worksheetDirectory();
        return directory
                .map(place -> place.resolve(file))
                .filter(Files::isRegularFile)
                .map(found -> new FileAnswer(found, file, type));
    }

    boolean isIn(TestFolder folder) throws IOException {
        return in(folder).isPresent();
    }
}
