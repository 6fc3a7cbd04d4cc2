package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key that must have signed, where somebody was given it. */
final class ExpectedKey {
    @Option(names = "--key", paramLabel = "KEY", description = "The key that must have signed: name+id+base64.")
    private @Nullable VerifierKey key;

    Optional<VerifierKey> get() {
        return Optional.ofNullable(key);
    }
}
