package io.jenkins.plugins.itgc.publication;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * A place where what is published is kept, object by object, each under a key such as {@code ledger/year=2026/month=11/…}.
 * An object is there whole or not at all, and is never written over. For one thread at a time; several processes may store in
 * the same place.
 *
 * <p>Keys are made of letters, digits and {@code . _ = - /}; no part of one is empty or begins with a dot.
 */
public interface Archive extends Closeable {
    /** What became of an object that was to be stored. */
    enum Stored {
        /** It was not there, and is now. */
        NEW,
        /** It was there already, with the same content. */
        THERE
    }

    /**
     * Sees whether all that is needed is there, before anything is stored: the place, the right to read it, the lock that is
     * asked for, a clock that agrees.
     */
    void requireReady() throws PublicationException;

    /**
     * The names that keys go on with behind a prefix, ascending by code unit; one that further names follow ends in a slash.
     *
     * @param prefix empty, or a key's begin that ends in a slash
     */
    List<String> names(String prefix) throws PublicationException;

    /**
     * Reads a whole object, if it is there.
     *
     * @param limit the most bytes that it may have
     */
    Optional<byte[]> read(String key, int limit) throws PublicationException;

    /**
     * Stores an object, and returns once it is durable and protected as the place is asked to.
     *
     * @throws PublicationException {@link PublicationException.Reason#CONFLICT} where there is another content of that name
     */
    Stored store(String key, Content content) throws PublicationException;

    /** Where an object is, for people. */
    String location(String key);

    /** How objects are protected from change, in words for people; says so where they are not. */
    String protection();

    @Override
    void close();
}
