package io.jenkins.plugins.itgc.http;

import java.io.IOException;
import java.util.Optional;

/** What a server is shown. Asked for at each use, so that tokens which expire can be replaced; several threads ask at once. */
@FunctionalInterface
public interface Credentials {
    /**
     * The value of the {@code Authorization} header; empty to ask as nobody.
     *
     * @throws IOException where the credentials could not be had; the message names no secret
     */
    Optional<String> authorization() throws IOException;

    /**
     * Asked once after a 401: another value than the one that was refused.
     *
     * @param refused the value that the server refused
     * @return empty where there is no other
     * @throws IOException where it could not be had; the message names no secret
     */
    default Optional<String> renewed(String refused) throws IOException {
        return Optional.empty();
    }

    /** Asks as nobody. */
    static Credentials none() {
        return Optional::empty;
    }
}
