package io.jenkins.plugins.itgc.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** An HTTP server on the loopback address that counts, waits and fails as it is told. */
public abstract class SimulatedServer implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Traffic traffic = new Traffic();
    private volatile Duration latency = Duration.ZERO;

    /** An answer: JSON, or nothing but a status and headers. */
    record Answer(int status, Map<String, String> headers, Optional<JsonNode> body) {
        static Answer of(JsonNode body) {
            return new Answer(200, Map.of(), Optional.of(body));
        }

        static Answer failure(int status, String message) {
            var body = JsonNodeFactory.instance.objectNode().put("message", message);
            return new Answer(status, Map.of(), Optional.of(body.put("status", String.valueOf(status))));
        }

        Answer with(Map<String, String> more) {
            return new Answer(status, more, body);
        }
    }

    SimulatedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Answers one request; the model is not changed meanwhile. */
    abstract Answer answer(String method, URI target, Optional<JsonNode> body);

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Every answer is held back for so long. */
    public void delay(Duration added) {
        latency = added;
    }

    /** Answers with a status and headers wherever a request, {@code METHOD path?query}, has a match of the pattern. */
    public void fail(String where, int status, Map<String, String> headers) {
        fail(where, status, headers, Integer.MAX_VALUE);
    }

    /** The same for the next few times only. */
    public void fail(String where, int status, Map<String, String> headers, int times) {
        inject(where, times, Fault.Kind.STATUS, status, headers, body -> body);
    }

    public void truncate(String where) {
        inject(where, Integer.MAX_VALUE, Fault.Kind.TRUNCATED, 200, Map.of(), body -> body);
    }

    public void hang(String where) {
        inject(where, Integer.MAX_VALUE, Fault.Kind.HANG, 200, Map.of(), body -> body);
    }

    /** Changes what is answered. */
    public void change(String where, java.util.function.UnaryOperator<JsonNode> change) {
        inject(where, Integer.MAX_VALUE, Fault.Kind.CHANGED, 200, Map.of(), change::apply);
    }

    private void inject(
            String where, int times, Fault.Kind kind, int status, Map<String, String> headers, Fault.Change change) {
        faults.add(new Fault(Pattern.compile(where), new AtomicInteger(times), kind, status, headers, change));
    }

    private void serve(HttpExchange exchange) throws IOException {
        long from = System.nanoTime();
        traffic.begin();
        long to = from;
        int status = 0;
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            Thread.sleep(latency.toMillis());
            URI target = exchange.getRequestURI();
            Optional<Fault> fault = faults.stream()
                    .filter(candidate -> candidate.hits(exchange.getRequestMethod() + " " + target))
                    .findFirst();
            Answer answer;
            synchronized (this) {
                Optional<JsonNode> body = asked.length == 0 ? Optional.empty() : Optional.of(MAPPER.readTree(asked));
                answer = answer(exchange.getRequestMethod(), target, body);
            }
            to = System.nanoTime();
            traffic.answering();
            status = give(exchange, answer, fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            traffic.end(new Traffic.Exchange(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse(""),
                    exchange.getRequestHeaders().containsKey("If-None-Match"),
                    status,
                    from,
                    to));
        }
    }

    private int give(HttpExchange exchange, Answer whole, Optional<Fault> fault)
            throws IOException, InterruptedException {
        if (fault.isEmpty()) {
            return give(exchange, whole);
        }
        return switch (fault.get().kind()) {
            case STATUS ->
                give(
                        exchange,
                        Answer.failure(fault.get().status(), "as the test asked for")
                                .with(fault.get().headers()));
            case CHANGED ->
                give(
                        exchange,
                        new Answer(
                                whole.status(),
                                whole.headers(),
                                whole.body().map(fault.get().change())));
            case TRUNCATED -> {
                byte[] bytes = bytes(whole.body());
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                yield 200;
            }
            case HANG -> {
                closing.await();
                yield 0;
            }
        };
    }

    /** Gives an answer, or confirms it where the client knows it already. */
    private static int give(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = bytes(answer.body());
        String tag = "\"" + sha256(bytes) + "\"";
        boolean get = exchange.getRequestMethod().equals("GET");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        if (get && answer.status() == 200) {
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return 304;
            }
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        return answer.status();
    }

    private static byte[] bytes(Optional<JsonNode> body) {
        return body.map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
