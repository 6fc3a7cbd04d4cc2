package io.jenkins.plugins.itgc.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers of earlier decisions, kept in memory so that a server need only confirm them. The server is asked each time; nothing
 * is ever used without its word. The answers used longest ago make room for new ones.
 */
public final class AnswerCache {
    private static final long DEFAULT_BYTES = 64L << 20;

    /** What an entry takes beside its body: address, headers and bookkeeping, estimated generously. */
    private static final int OVERHEAD = 4096;

    /** RFC 9110, section 8.8.3; anything else could not be sent back. */
    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    private final long mostBytes;
    private final Map<Key, Stored> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public AnswerCache() {
        this(DEFAULT_BYTES);
    }

    public AnswerCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private record Key(URI uri, Map<String, String> headers) {
        static Key of(Question question) {
            return new Key(question.uri(), Map.copyOf(question.headers()));
        }
    }

    /** An answer and the server's name for it. */
    record Stored(String tag, HttpHeaders headers, byte[] body) {
        private long size() {
            return body.length + (long) OVERHEAD;
        }
    }

    synchronized Optional<Stored> find(Question question) {
        return Optional.ofNullable(entries.get(Key.of(question)));
    }

    /** Keeps an answer that has a tag. */
    void keep(Question question, RawAnswer answer) {
        answer.headers()
                .firstValue("etag")
                .filter(tag -> TAG.matcher(tag).matches())
                .ifPresent(tag -> put(Key.of(question), new Stored(tag, answer.headers(), answer.body())));
    }

    private synchronized void put(Key key, Stored stored) {
        Stored former = entries.put(key, stored);
        bytes += stored.size() - (former == null ? 0 : former.size());
        var oldest = entries.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }
}
