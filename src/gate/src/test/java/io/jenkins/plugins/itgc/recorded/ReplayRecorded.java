package io.jenkins.plugins.itgc.recorded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Serves a folder of recorded answers on a loopback port until it is ended; {@code docs/recorded.md} tells what for. */
public final class ReplayRecorded {
    private ReplayRecorded() {}

    /**
     * @param args the folder, and the port
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).toRealPath();
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), 0);
        server.createContext("/", exchange -> answer(folder, exchange));
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + " replays " + folder);
    }

    private static void answer(Path folder, HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1) + ".json")
                    .normalize();
            boolean recorded =
                    exchange.getRequestMethod().equals("GET") && file.startsWith(folder) && Files.isRegularFile(file);
            byte[] body = recorded
                    ? Files.readAllBytes(file)
                    : "{\"message\":\"Not Found\",\"status\":\"404\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(recorded ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
