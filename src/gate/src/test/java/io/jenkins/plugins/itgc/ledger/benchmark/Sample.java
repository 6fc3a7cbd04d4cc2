package io.jenkins.plugins.itgc.ledger.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Entries of about 1.5 KB, shaped like decisions. */
final class Sample {
    private static final String HEX = "3f2a1c9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39";

    private Sample() {}

    static JsonNode body(long number) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("service", "payments-api").put("environment", "production").put("deployment", number);
        body.put("commit", HEX).put("previous", HEX).put("outcome", "allowed");
        var controls = body.putArray("controls");
        for (int i = 0; i < 8; i++) {
            controls.addObject()
                    .put("id", "control-" + i)
                    .put("result", "pass")
                    .put("code", "APPROVED")
                    .put("seen", "#412 approved by carla (write) for revision " + HEX + ", 2026-11-03 14:02 UTC");
        }
        return body;
    }
}
