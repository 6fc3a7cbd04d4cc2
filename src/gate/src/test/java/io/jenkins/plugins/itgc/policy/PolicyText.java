package io.jenkins.plugins.itgc.policy;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;

/** Policies for tests: what every policy needs, with something added. */
final class PolicyText {
    static final String SCOPE = """
            version: 1
            scope: {statement: All of it, approved-by: Dana, approved-on: 2026-10-15}
            """;
    static final String ENVIRONMENTS = "environments: {production: {}, staging: {}}\n";

    private PolicyText() {}

    /** A policy that is complete but for what is added after its sixth line. */
    static String with(String rest) {
        return SCOPE + ENVIRONMENTS + rest;
    }

    static Policy read(String yaml) throws PolicyException {
        return Policy.read("policy.yml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with a text, one problem a line. */
    static String problems(String yaml) {
        return refused(yaml).getMessage();
    }

    static PolicyException refused(String yaml) {
        return assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> read(yaml))
                .actual();
    }
}
