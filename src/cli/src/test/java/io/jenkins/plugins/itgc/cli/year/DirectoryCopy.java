package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** A copy of a directory, to be changed as somebody would who can write files and nothing else. */
record DirectoryCopy(Path directory) {
    static DirectoryCopy of(Path original, Path directory) throws IOException {
        try (var files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(original.relativize(file).toString()));
            }
        }
        return new DirectoryCopy(directory);
    }

    /** Where an entry stands: its segment, and its line from 0. */
    private record Place(Path segment, int line) {}

    private Place place(long entry) throws IOException {
        try (var segments = Files.newDirectoryStream(directory, "*.jsonl")) {
            for (Path segment : segments) {
                List<String> lines = Files.readAllLines(segment);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).contains(",\"index\":" + entry + ",\"kind\":")) {
                        return new Place(segment, i);
                    }
                }
            }
        }
        throw new AssertionError("there is no entry " + entry);
    }

    /** Changes the line of an entry. */
    DirectoryCopy change(long entry, UnaryOperator<String> how) throws IOException {
        Place place = place(entry);
        List<String> lines = new ArrayList<>(Files.readAllLines(place.segment()));
        String changed = how.apply(lines.get(place.line()));
        assertThat(changed).isNotEqualTo(lines.get(place.line()));
        lines.set(place.line(), changed);
        return write(place.segment(), lines);
    }

    /** Exchanges an entry and the next. */
    DirectoryCopy exchange(long entry) throws IOException {
        Place place = place(entry);
        List<String> lines = new ArrayList<>(Files.readAllLines(place.segment()));
        Collections.swap(lines, place.line(), place.line() + 1);
        return write(place.segment(), lines);
    }

    private DirectoryCopy write(Path segment, List<String> lines) throws IOException {
        Files.writeString(segment, String.join("\n", lines) + "\n");
        return this;
    }

    /** Cuts bytes off the end of a file. */
    DirectoryCopy cut(String file, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(directory.resolve(file));
        Files.write(directory.resolve(file), Arrays.copyOf(all, all.length - bytes));
        return this;
    }

    /** Cuts the last line off a file, whole or not. */
    DirectoryCopy cutLastLine(String file) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(file));
        return write(directory.resolve(file), lines.subList(0, lines.size() - 1));
    }

    /** Replaces a text wherever it stands in a file. */
    DirectoryCopy replace(String file, String what, String by) throws IOException {
        String text = Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
        assertThat(text).contains(what);
        Files.writeString(directory.resolve(file), text.replace(what, by));
        return this;
    }
}
