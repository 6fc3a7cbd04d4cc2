package io.jenkins.plugins.itgc.cli.year;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the same tested year: it takes most of their time to act it out. */
final class ActedOutOnce implements ParameterResolver {
    /** The year, and where its files are until the last test is over. */
    private record Kept(Path directory, TestedYear year) implements AutoCloseable {
        static Kept make() {
            try {
                Path directory = Files.createTempDirectory("year");
                return new Kept(directory, TestedYear.in(directory));
            } catch (Exception e) {
                throw new AssertionError("the year could not be acted out", e);
            }
        }

        @Override
        public void close() throws IOException {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestedYear.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ActedOutOnce.class))
                .getOrComputeIfAbsent(Kept.class, type -> Kept.make(), Kept.class)
                .year();
    }
}
