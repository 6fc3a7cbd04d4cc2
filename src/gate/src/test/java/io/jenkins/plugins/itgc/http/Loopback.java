package io.jenkins.plugins.itgc.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a loopback port that answers as a test says, and remembers what it was asked. */
public final class Loopback implements AutoCloseable {
    static {
        // Otherwise each answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** One request that came in. */
    public record Asked(String method, String uri, Headers headers, String body) {
        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    public Loopback(HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new Headers();
            headers.putAll(exchange.getRequestHeaders());
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    /** Gives the answers one after another, the last one again and again. */
    public static Loopback answering(Said... answers) {
        var next = new AtomicInteger();
        return new Loopback(exchange -> answers[Math.min(next.getAndIncrement(), answers.length - 1)].to(exchange));
    }

    /** An answer. */
    public record Said(int status, byte[] body, String... headers) {
        public static Said of(int status, String body, String... headers) {
            return new Said(status, body.getBytes(StandardCharsets.UTF_8), headers);
        }

        public void to(HttpExchange exchange) throws IOException {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 || status == 304 ? -1 : body.length);
            if (body.length > 0 && status != 304) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    public URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public Server server() {
        return new Server(client, base(), Credentials.none());
    }

    public Server server(Credentials credentials) {
        return new Server(client, base(), credentials);
    }

    public Server server(Limits limits) {
        return new Server(client, base(), Credentials.none(), new AnswerCache(), limits);
    }

    /** Reads from it without ever really waiting between tries. */
    public ReadSession session() {
        return server().open(new Budget(Budget.DEFAULT, new FakeTime()));
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
