package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Runs the command as a shell would, and keeps what it wrote. */
public final class Shell {
    final Map<String, String> variables = new HashMap<>();
    Charset charset = StandardCharsets.UTF_8;
    Ansi ansi = Ansi.OFF;
    /** How far the command's clock is ahead of ours. */
    Duration ahead = Duration.ZERO;

    private Clock clock = Clock.systemUTC();

    /** Has the command's clock stand still at a time. */
    public void at(Instant time) {
        clock = Clock.fixed(time, ZoneOffset.UTC);
    }

    /** How a command ended. */
    public record Ended(int exitCode, String out, String err) {
        public JsonNode json() {
            try {
                return JsonMapper.builder().build().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    public Ended run(List<String> arguments, String... more) {
        var all = new java.util.ArrayList<>(arguments);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    public Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = command()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(Help.defaultColorScheme(ansi))
                .execute(arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    CommandLine command() {
        return ItgcGate.commandLine(new Surroundings(variables, Clock.offset(clock, ahead), charset));
    }
}
