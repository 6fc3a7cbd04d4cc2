package io.jenkins.plugins.itgc.jenkins.judging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.jenkins.server.RepositoryPlace;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What a run asks of the gate, as it is kept in the run: canonical JSON, since no class of the engine may be. It does not change
 * while the gate waits; each attempt at it is a question of its own to the ledger.
 */
public final class Question implements Serializable {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private final String request;
    private final String evidence;

    /**
     * @param server the configured server that the repository lies on
     * @param request its key is that of all attempts; see {@link #key}
     */
    public Question(String server, DeploymentRequest request, BuildEvidence evidence) {
        this.server = server;
        this.request = text(request);
        this.evidence = text(evidence);
    }

    /**
     * The key of a gate, which all attempts have in common: a restart in the middle of a decision asks the same again.
     *
     * @param run names the run for ever, also where a job of the same name is made again
     * @param node names the gate in its run
     */
    public static String key(String run, String node) {
        return run + " node " + node;
    }

    /**
     * The request.
     *
     * @param attempt counts decisions on the same gate, from 1
     */
    public DeploymentRequest request(int attempt) {
        var tree = (ObjectNode) tree(request);
        tree.put("key", tree.path("key").asText() + " attempt " + attempt);
        return read(tree, DeploymentRequest.class);
    }

    public BuildEvidence evidence() {
        return read(tree(evidence), BuildEvidence.class);
    }

    /** Names the server that is asked. */
    public String server() {
        return server;
    }

    RepositoryPlace place(DeploymentRequest of) {
        return new RepositoryPlace(server, of.repository());
    }

    private static String text(Object value) {
        return new String(CanonicalJson.bytes(Json.tree(value)), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return Json.read(tree, type);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private static IllegalStateException damaged(JsonProcessingException e) {
        return new IllegalStateException(
                "what the run keeps of its gate cannot be read; start the deployment anew: " + e.getOriginalMessage());
    }
}
