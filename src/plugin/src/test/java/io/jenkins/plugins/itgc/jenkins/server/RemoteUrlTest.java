package io.jenkins.plugins.itgc.jenkins.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/payments-api, github.com",
        "https://github.com/acme/payments-api.git, github.com",
        "https://GitHub.com/acme/payments-api/, github.com",
        "https://ben:token@github.com/acme/payments-api.git, github.com",
        "git@github.com:acme/payments-api.git, github.com",
        "github.com:acme/payments-api, github.com",
        "ssh://git@ssh.github.com:443/acme/payments-api.git, ssh.github.com",
        "git://github.acme.example/acme/payments-api, github.acme.example"
    })
    void remotesOfARepository(String text, String host) {
        RemoteUrl remote = RemoteUrl.parse(text).orElseThrow();

        assertThat(remote.host()).isEqualTo(host);
        assertThat(remote.repository()).hasToString("acme/payments-api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/payments-api",
                "/srv/git/acme/payments-api.git",
                "file:///srv/git/acme/payments-api.git",
                "C:acme/payments-api",
                "https://github.com/payments-api",
                "https://github.com/acme/payments-api/tree/main",
                "https://github.com",
                "https://git hub.com/acme/payments-api",
                "javascript:alert(1)",
                ""
            })
    void whatIsNone(String text) {
        assertThat(RemoteUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/a/b, https://api.github.com, true",
        "ssh://git@ssh.github.com:443/a/b, https://api.github.com, true",
        "git@www.github.com:a/b, https://api.github.com, true",
        "https://api.github.com/a/b, https://api.github.com, false",
        "https://github.com.acme.example/a/b, https://api.github.com, false",
        "https://notgithub.com/a/b, https://api.github.com, false",
        "https://acme.ghe.com/a/b, https://api.acme.ghe.com, true",
        "git@github.acme.example:a/b, https://github.acme.example/api/v3, true",
        "https://github.acme.example:8443/a/b, https://github.acme.example:8443/api/v3, true",
        "https://github.acme.example:9443/a/b, https://github.acme.example:8443/api/v3, false",
        "ssh://git@github.acme.example:7999/a/b, https://github.acme.example/api/v3, true"
    })
    void lieOnTheServerWhoseApiIsThere(String remote, String api, boolean there) {
        assertThat(RemoteUrl.parse(remote).orElseThrow().isOn(URI.create(api))).isEqualTo(there);
    }
}
