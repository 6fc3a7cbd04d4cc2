package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of a sample. */
public final class SampleFile {
    private final Path path;

    /**
     * @param directory the directory of the population
     */
    public static SampleFile in(Path directory) {
        return new SampleFile(directory.resolve(Sample.FILE));
    }

    public SampleFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Reads it.
     *
     * @throws SampleException where there is none, or it is none
     */
    public Sample read() throws SampleException, IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new SampleException("there is no sample in " + path + "; draw one first", e);
        } catch (IOException e) {
            throw new SampleException(path + " cannot be read: " + FileTrouble.words(e), e);
        }
        Sample sample = parse(bytes);
        if (sample.form() != Sample.FORM || !sample.sampler().equals(RivestSampler.NAME)) {
            throw new SampleException(path + " is of another form than this version reads");
        }
        return sample;
    }

    private Sample parse(byte[] bytes) throws SampleException {
        try {
            return Json.readFile(bytes, Sample.class);
        } catch (IOException e) {
            throw new SampleException(path + " is no sample: " + FileTrouble.words(e), e);
        }
    }

    /**
     * Writes a sample that was drawn, where none is yet: who draws until a sample pleases has not sampled.
     *
     * @throws SampleException where one is there
     */
    public void create(Sample sample) throws SampleException, IOException {
        if (Files.exists(path)) {
            throw new SampleException(
                    path + " is there already: of a population one sample is drawn. Extend it, or freeze"
                            + " another population and say why.");
        }
        replace(sample);
    }

    /** Writes a sample that continues the one that is there; whole or not at all. */
    public void replace(Sample sample) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.write(fresh, Json.file(sample));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
