package io.jenkins.plugins.itgc.http;

import static io.jenkins.plugins.itgc.http.Loopback.Said.of;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final Credentials TOKEN = () -> Optional.of("Bearer s3cret");

    private static ReadSession open(Loopback server) {
        return server.server(TOKEN).open(new Budget(Budget.DEFAULT, new FakeTime()));
    }

    private static Gap refusal(Loopback server) {
        Gap gap = open(server).get("/x", Map.of()).why();
        assertThat(gap.code()).isEqualTo(ReasonCode.REDIRECT_REFUSED);
        return gap;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    @DisplayName("GitHub 20: a renamed repository's redirect is followed on the same host, with the token")
    void followsOnTheSameHost(int status) {
        try (var server =
                Loopback.answering(of(status, "", "Location", "/repositories/7?key=s3cret"), of(200, "{\"a\":1}"))) {
            var session = open(server);

            assertThat(session.get("/repos/old/name", Map.of("Accept", "a/b")).isPresent())
                    .isTrue();
            assertThat(server.asked().get(1).uri()).isEqualTo("/repositories/7?key=s3cret");
            assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(server.asked().get(1).header("Accept")).isEqualTo("a/b");
            assertThat(session.budget().answers()).hasSize(2).allSatisfy(answer -> assertThat(answer.request())
                    .doesNotContain("s3cret"));
        }
    }

    @Test
    @DisplayName("GitHub 20: another host is neither asked nor shown the token")
    void refusesOtherHosts() {
        try (var other = Loopback.answering(of(200, "{\"approved\":true}"))) {
            for (String target : new String[] {
                other.base() + "/x?a=b",
                other.base().toString().replace("localhost", "127.0.0.1") + "/x",
                other.base().toString().replace("http:", "https:") + "/x"
            }) {
                try (var server = Loopback.answering(of(302, "", "Location", target))) {
                    assertThat(refusal(server).detail())
                            .contains("leads to " + target.replace("?a=b", ""), "not on " + server.base());
                    assertThat(server.asked()).hasSize(1);
                }
            }
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/x", "mailto:a@b", "http://me@localhost/x", "http:///x", "//"})
    void refusesStrangeTargets(String target) {
        try (var server = Loopback.answering(of(301, "", "Location", target), of(200, "{}"))) {
            refusal(server);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void refusesTargetsThatAreMissingOrNoAddress() {
        try (var without = Loopback.answering(of(301, ""));
                var spaces = Loopback.answering(of(301, "", "Location", "http://a b"))) {
            assertThat(refusal(without).detail()).endsWith("answered 301, which is not followed");
            refusal(spaces);
        }
    }

    @Test
    void goesInCirclesNoMoreThanFiveTimes() {
        try (var server = Loopback.answering(of(302, "", "Location", "/x"))) {
            assertThat(refusal(server).detail()).endsWith("redirects more than 5 times");
            assertThat(server.asked()).hasSize(6);
        }
    }

    @Test
    void doesNotPostElsewhere() {
        try (var server = Loopback.answering(of(307, "", "Location", "/y"))) {
            var session = open(server);
            var gap = session.post(session.at("/x"), JsonNodeFactory.instance.objectNode(), Map.of())
                    .why();

            assertThat(gap.code()).isEqualTo(ReasonCode.REDIRECT_REFUSED);
            assertThat(server.asked()).hasSize(1);
        }
    }
}
