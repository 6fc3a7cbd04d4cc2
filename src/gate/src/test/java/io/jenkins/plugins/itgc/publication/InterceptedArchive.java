package io.jenkins.plugins.itgc.publication;

import java.util.List;
import java.util.Optional;

/** An archive in front of another, in which a test makes something happen before an object is stored. */
final class InterceptedArchive implements Archive {
    private final Archive archive;
    private final Before before;
    private int stores;

    /** Is told before each object is stored, and may throw. */
    interface Before {
        void store(int number, String key) throws PublicationException;
    }

    InterceptedArchive(Archive archive, Before before) {
        this.archive = archive;
        this.before = before;
    }

    @Override
    public void requireReady() throws PublicationException {
        archive.requireReady();
    }

    @Override
    public List<String> names(String prefix) throws PublicationException {
        return archive.names(prefix);
    }

    @Override
    public Optional<byte[]> read(String key, int limit) throws PublicationException {
        return archive.read(key, limit);
    }

    @Override
    public Stored store(String key, Content content) throws PublicationException {
        before.store(stores++, key);
        return archive.store(key, content);
    }

    @Override
    public String location(String key) {
        return archive.location(key);
    }

    @Override
    public String protection() {
        return archive.protection();
    }

    @Override
    public void close() {
        archive.close();
    }
}
