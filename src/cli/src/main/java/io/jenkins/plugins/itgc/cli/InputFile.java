package io.jenkins.plugins.itgc.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file that a command reads: it must be there before anything is begun. */
final class InputFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return require(Path.of(text));
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + text + "\" is no path of a file");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes sure that a file can be read.
     *
     * @throws IllegalArgumentException where it cannot
     */
    static Path require(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a directory, and a file is asked for");
        }
        if (Files.notExists(file)) {
            throw new IllegalArgumentException("there is no file " + file + "; check the path");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no permission to read " + file + "; see who may");
        }
        return file;
    }
}
