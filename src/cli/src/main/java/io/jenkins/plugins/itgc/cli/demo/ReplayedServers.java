package io.jenkins.plugins.itgc.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub and Jira, replayed on a loopback port: {@code GET /github/repos/o/r/pulls/7} is the resource
 * {@code github/repos/o/r/pulls/7.json}. Queries are ignored; what is not there is not found.
 */
final class ReplayedServers implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ASKED = Pattern.compile("pr(\\d+): pullRequest");
    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_\\[\\]-][A-Za-z0-9._\\[\\]-]*)+");
    private static final byte[] NOT_FOUND =
            "{\"message\":\"Not Found\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"404\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    ReplayedServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String gitHub() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/github";
    }

    String jira() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jira";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<byte[]> body = path.equals("/github/graphql") ? Optional.of(histories(exchange)) : recorded(path);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            byte[] bytes = body.orElse(NOT_FOUND);
            exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Optional<byte[]> recorded(String path) throws IOException {
        return PLAIN_PATH.matcher(path).matches() ? DemoResource.find(path.substring(1) + ".json") : Optional.empty();
    }

    /** Answers the one question that the gate asks in GraphQL: what else happened to some pull requests. */
    private static byte[] histories(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        JsonNode variables = asked.path("variables");
        String folder = "github/graphql/" + variables.path("owner").asText() + "/"
                + variables.path("name").asText() + "/";
        var answer = JSON.createObjectNode();
        var repository = answer.putObject("data").putObject("repository");
        Matcher numbers = ASKED.matcher(asked.path("query").asText());
        while (numbers.find()) {
            String number = numbers.group(1);
            repository.set("pr" + number, JSON.readTree(DemoResource.read(folder + number + ".json")));
        }
        return JSON.writeValueAsBytes(answer);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
