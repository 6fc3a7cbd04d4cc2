package io.jenkins.plugins.itgc.trace.github;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Bounds the library's requests in time, which its own connector does not. */
final class PromptConnector implements GitHubConnector {
    private static final long MOST_SECONDS = 10;

    private final GitHubConnector connector;

    PromptConnector(GitHubConnector connector) {
        this.connector = connector;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var answer = new CompletableFuture<GitHubConnectorResponse>();
        var thread = new Thread(() -> send(request, answer), "github-app-token");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new IOException(
                    request.method() + " " + request.url() + " was not answered within " + MOST_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(request.method() + " " + request.url() + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException(request.method() + " " + request.url() + " was interrupted", e);
        }
    }

    private void send(GitHubConnectorRequest request, CompletableFuture<GitHubConnectorResponse> answer) {
        try {
            GitHubConnectorResponse response = connector.send(request);
            if (response.statusCode() < 300) {
                // Reads the body into memory here, so that it is bounded as well.
                response.bodyStream().close();
            }
            answer.complete(response);
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }
}
