package io.jenkins.plugins.itgc.cli;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command finds around it.
 *
 * @param variables the environment
 * @param clock the time
 * @param charset what standard output is written in
 */
public record Surroundings(Map<String, String> variables, InstantSource clock, Charset charset) {
    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        // Java 19 writes standard output in stdout.encoding, Java 17 in the native encoding.
        Charset charset = Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .findFirst()
                .orElseGet(Charset::defaultCharset);
        return new Surroundings(System.getenv(), Clock.systemUTC(), charset);
    }

    /** A variable of the environment; one that is blank counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean onlyAscii() {
        return !charset.newEncoder().canEncode("✓✗→…");
    }
}
