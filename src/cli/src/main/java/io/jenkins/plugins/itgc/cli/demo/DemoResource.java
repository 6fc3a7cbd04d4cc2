package io.jenkins.plugins.itgc.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Files that come with the demonstration. */
final class DemoResource {
    private DemoResource() {}

    static byte[] read(String name) throws IOException {
        return find(name).orElseThrow(() -> new FileNotFoundException(name + " is missing from this program"));
    }

    static Optional<byte[]> find(String name) throws IOException {
        try (var stream = DemoResource.class.getResourceAsStream(name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }
}
