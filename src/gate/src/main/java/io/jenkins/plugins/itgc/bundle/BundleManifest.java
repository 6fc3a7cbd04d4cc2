package io.jenkins.plugins.itgc.bundle;

import java.util.List;

/**
 * What a bundle holds: the content of {@code manifest.json}, which is canonical JSON.
 *
 * @param form which form of bundle it is
 * @param files every other file, in their order in the zip
 */
public record BundleManifest(int form, List<FileDigest> files) {
    /** The form that this version writes and checks. */
    public static final int FORM = 1;

    /** The file's name. */
    public static final String FILE = "manifest.json";

    public BundleManifest {
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param name its path in the zip
     * @param size its bytes
     * @param sha256 their SHA-256, hexadecimal
     */
    public record FileDigest(String name, long size, String sha256) {}
}
