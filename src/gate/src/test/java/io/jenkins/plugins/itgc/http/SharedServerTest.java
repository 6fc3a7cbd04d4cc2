package io.jenkins.plugins.itgc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedServerTest {
    private static ReadSession open(Server server) {
        return server.open(new Budget(Budget.DEFAULT, new FakeTime()));
    }

    @Test
    void anotherWhoAsksIsShownAsHimselfAndSharesKnownAnswers() {
        try (var loopback = Loopback.answering(
                Loopback.Said.of(200, "{\"a\":1}", "ETag", "\"v1\""), Loopback.Said.of(304, "", "ETag", "\"v1\""))) {
            Server one = loopback.server(() -> Optional.of("Bearer one"));

            open(one).get("/thing", Map.of());
            var again = open(one.with(() -> Optional.of("Bearer two"))).get("/thing", Map.of());

            assertThat(again.get().body().toString()).isEqualTo("{\"a\":1}");
            assertThat(loopback.asked())
                    .extracting(asked -> asked.header("Authorization"), asked -> asked.header("If-None-Match"))
                    .containsExactly(tuple("Bearer one", "null"), tuple("Bearer two", "\"v1\""));
        }
    }
}
