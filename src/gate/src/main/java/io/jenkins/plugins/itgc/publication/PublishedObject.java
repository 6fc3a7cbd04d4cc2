package io.jenkins.plugins.itgc.publication;

/**
 * An object of a publication.
 *
 * @param key where it is
 * @param bytes its length
 * @param sha256 its digest, hexadecimal
 * @param lines how many lines it has; 0 for one that is no table
 */
public record PublishedObject(String key, long bytes, String sha256, long lines) {
    static PublishedObject of(String key, Content content, long lines) {
        return new PublishedObject(key, content.length(), content.sha256().hex(), lines);
    }
}
