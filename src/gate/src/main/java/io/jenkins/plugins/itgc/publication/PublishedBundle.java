package io.jenkins.plugins.itgc.publication;

/**
 * A file that was published by itself.
 *
 * @param file the file
 * @param manifest what says that it is there whole
 * @param location where it is, for people
 * @param protection how it is protected from change
 */
public record PublishedBundle(PublishedObject file, PublishedObject manifest, String location, String protection) {}
