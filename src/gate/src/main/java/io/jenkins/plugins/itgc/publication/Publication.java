package io.jenkins.plugins.itgc.publication;

import java.util.List;

/**
 * What publishing came to.
 *
 * @param first the first entry that was published now; the size where there was nothing new
 * @param size how many entries are published, all runs together
 * @param root the root over them, base64
 * @param resumed whether a publication that had been broken off was completed
 * @param objects what was stored now or found stored by the run that was broken off
 * @param manifest where the newest manifest is
 * @param protection how objects are protected from change
 */
public record Publication(
        long first,
        long size,
        String root,
        boolean resumed,
        List<PublishedObject> objects,
        String manifest,
        String protection) {
    public Publication {
        objects = List.copyOf(objects);
    }
}
