package io.jenkins.plugins.itgc.ledger.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes at the end of the log that are no whole entry, as a crash in the middle of a write leaves them. No entry in
 * them was ever acknowledged.
 *
 * @param segment the segment's file name
 * @param offset where they begin in it
 * @param length how many there are
 * @param reason why they are no entry
 * @param setAside the file into which they were moved; absent where the ledger is open for reading only
 */
public record TornTail(String segment, long offset, long length, String reason, Optional<Path> setAside) {}
