package io.jenkins.plugins.itgc.jenkins.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a loopback port that answers paths as a test says, and remembers who asked. */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param authorization null where none was shown */
    public record Asked(String method, String path, String authorization, String etag) {}

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().getPath();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    path,
                    headers.getFirst("Authorization"),
                    headers.getFirst("If-None-Match")));
            byte[] body =
                    answers.getOrDefault(path, "{\"message\":\"Not Found\"}").getBytes(StandardCharsets.UTF_8);
            boolean known = "\"tag\"".equals(headers.getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            int status = !answers.containsKey(path)
                    ? 404
                    : exchange.getRequestMethod().equals("POST") ? 201 : known ? 304 : 200;
            exchange.sendResponseHeaders(status, status == 304 ? -1 : body.length);
            if (status != 304) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    public FakeServer say(String path, String body) {
        answers.put(path, body);
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The headers that were shown with questions for a path. */
    public List<String> shown(String path) {
        return asked.stream()
                .filter(one -> one.path().equals(path))
                .map(one -> String.valueOf(one.authorization()))
                .toList();
    }

    public void forget() {
        asked.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
