package io.jenkins.plugins.itgc.publication.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands in front of the server of S3, writes down what is asked, and makes go wrong what a test wants to go wrong. */
final class FaultProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "content-length", "connection", "expect", "transfer-encoding", "date");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** What was asked. */
    record Asked(String method, URI uri, Map<String, String> headers) {
        boolean is(String name, String inQuery) {
            return method.equals(name) && String.valueOf(uri.getRawQuery()).contains(inQuery);
        }

        boolean isUpload() {
            return method.equals("PUT") && uri.getRawQuery() == null;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** What happens instead of the right thing. */
    interface Fault {
        /** Whether it has answered; otherwise the request is passed on. */
        boolean happen(HttpExchange exchange, byte[] body) throws IOException;
    }

    private static final class Rule {
        private final Predicate<Asked> when;
        private final Fault fault;
        private int left;

        Rule(Predicate<Asked> when, int times, Fault fault) {
            this.when = when;
            this.fault = fault;
            this.left = times;
        }

        synchronized boolean applies(Asked request) {
            if (left == 0 || !when.test(request)) {
                return false;
            }
            left--;
            return true;
        }
    }

    FaultProxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Has a fault happen with the next so many requests of a kind. */
    void fault(Predicate<Asked> when, int times, Fault fault) {
        rules.add(new Rule(when, times, fault));
    }

    /** An error as S3 gives it. */
    static Fault error(int status, String code, String... headers) {
        return (exchange, body) -> {
            byte[] xml = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + code
                            + " of the test</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            boolean bodyless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodyless ? -1 : xml.length);
            if (!bodyless) {
                exchange.getResponseBody().write(xml);
            }
            exchange.close();
            return true;
        };
    }

    /** The connection ends, and nobody knows why. */
    static Fault cut() {
        return (exchange, body) -> {
            exchange.close();
            return true;
        };
    }

    /** One bit of what is sent turns over. */
    static Fault flip() {
        return (exchange, body) -> {
            body[body.length / 2] ^= 1;
            return false;
        };
    }

    /** The server says that it did it. */
    static Fault forget() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return true;
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        var request =
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI(), Collections.unmodifiableMap(headers));
        asked.add(request);
        for (var rule : new ArrayList<>(rules)) {
            if (rule.applies(request) && rule.fault.happen(exchange, body)) {
                return;
            }
        }
        passOn(exchange, request, body);
    }

    private void passOn(HttpExchange exchange, Asked request, byte[] body) throws IOException {
        var copy = HttpRequest.newBuilder(
                        URI.create(S3Server.address() + request.uri().toString()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                copy.header(name, value);
            }
        });
        try {
            var answer = client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            if (request.method().equals("HEAD")) {
                answer.headers().firstValue("content-length").ifPresent(length -> exchange.getResponseHeaders()
                        .set("Content-Length", length));
            }
            boolean bodyless = request.method().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), bodyless ? -1 : answer.body().length);
            if (!bodyless) {
                exchange.getResponseBody().write(answer.body());
            }
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
