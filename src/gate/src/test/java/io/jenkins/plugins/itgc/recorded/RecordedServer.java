package io.jenkins.plugins.itgc.recorded;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.itgc.http.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replays recorded answers on a loopback port: {@code GET /repos/o/r/pulls/7} is the file {@code repos/o/r/pulls/7.json}.
 * Queries are ignored; what is not recorded is not found, as GitHub says it.
 */
public final class RecordedServer implements AutoCloseable {
    private static final Loopback.Said NOT_FOUND = Loopback.Said.of(
            404,
            "{\"message\":\"Not Found\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"404\"}");

    private final Path folder;
    private final Loopback loopback;

    public RecordedServer(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.loopback = new Loopback(this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1) + ".json")
                .normalize();
        boolean recorded =
                exchange.getRequestMethod().equals("GET") && file.startsWith(folder) && Files.isRegularFile(file);
        var said = recorded
                ? new Loopback.Said(200, Files.readAllBytes(file), "Content-Type", "application/json; charset=utf-8")
                : NOT_FOUND;
        said.to(exchange);
    }

    public URI base() {
        return loopback.base();
    }

    /** The server that what was recorded is read from. */
    public Loopback loopback() {
        return loopback;
    }

    @Override
    public void close() {
        loopback.close();
    }
}
