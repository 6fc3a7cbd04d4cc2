package io.jenkins.plugins.itgc.jenkins.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub and Jira with written answers on a loopback port: each path is answered with the JSON that was put there, with a tag that
 * lets clients ask whether it changed. What was not put anywhere is not found.
 */
public final class WrittenServers implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ASKED = Pattern.compile("pr(\\d+): pullRequest");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch held = new CountDownLatch(0);

    public WrittenServers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of GitHub's API. */
    public String gitHub() {
        return origin() + "/api/v3";
    }

    public String jira() {
        return origin() + "/jira";
    }

    /** The address that Git would fetch a repository from. */
    public String remote(String repository) {
        return origin() + "/" + repository + ".git";
    }

    /** Answers a path of GitHub's API, without its query. */
    public void gitHub(String path, JsonNode answer) {
        answers.put("/api/v3" + path, answer);
    }

    public void gitHub(String path, String json) {
        gitHub(path, read(json));
    }

    public void jira(String path, String json) {
        answers.put("/jira" + path, read(json));
    }

    /** A change that begins with everything but an approval. */
    public WrittenChange change(String repository, int pullRequest) {
        return new WrittenChange(this, repository, pullRequest);
    }

    /** Requests so far. */
    public int asked() {
        return asked.get();
    }

    /** Requests that were answered with "not modified". */
    public int unchanged() {
        return unchanged.get();
    }

    /** What clients showed of themselves so far: the values of their {@code Authorization}. */
    public Set<String> shown() {
        return Set.copyOf(shown);
    }

    /** Holds all answers back until {@link #release}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void release() {
        held.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .ifPresent(shown::add);
            held.await();
            String path = exchange.getRequestURI().getPath();
            JsonNode answer = path.endsWith("/graphql") ? histories(JSON.readTree(question)) : answers.get(path);
            if (answer == null) {
                give(exchange, 404, "{\"message\":\"Not Found\"}");
                return;
            }
            String text = answer.toString();
            String tag = "\"" + Integer.toHexString(text.hashCode()) + "\"";
            exchange.getResponseHeaders().add("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                unchanged.incrementAndGet();
                exchange.sendResponseHeaders(304, -1);
            } else {
                give(exchange, 200, text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void give(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The one question in GraphQL: what else happened to pull requests. Nothing did, and dora merged them. */
    private static JsonNode histories(JsonNode question) {
        var answer = JsonNodeFactory.instance.objectNode();
        var repository = answer.putObject("data").putObject("repository");
        for (Matcher number = ASKED.matcher(question.path("query").asText()); number.find(); ) {
            var history = repository.putObject("pr" + number.group(1));
            history.put("number", Integer.parseInt(number.group(1)));
            history.putObject("mergedBy").put("__typename", "User").put("login", "dora");
            history.putObject("timelineItems").putArray("nodes");
        }
        return answer;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
