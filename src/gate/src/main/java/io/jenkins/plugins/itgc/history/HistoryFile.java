package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps a history beside its ledger, so that opening a long ledger reads only what is new since. The file may be deleted at
 * any time.
 */
public final class HistoryFile {
    /** The file's name in the ledger's directory. */
    public static final String NAME = "history.json";

    private final Path path;

    /**
     * @param directory the ledger's directory
     */
    public HistoryFile(Path directory) {
        this.path = directory.resolve(NAME);
    }

    /** The history of all entries: from the file as far as it fits the ledger, the rest from the ledger. */
    public DeploymentHistory load(Ledger ledger) throws IOException {
        Snapshot saved = read().orElse(Snapshot.EMPTY);
        return catchUp(new DeploymentHistory(fits(saved, ledger) ? saved : Snapshot.EMPTY), ledger);
    }

    /** The history of all entries, from the ledger alone. */
    public static DeploymentHistory replay(Ledger ledger) throws IOException {
        return catchUp(new DeploymentHistory(), ledger);
    }

    private static DeploymentHistory catchUp(DeploymentHistory history, Ledger ledger) throws IOException {
        try (Stream<Entry> fresh = ledger.entries(history.size())) {
            for (var entries = fresh.iterator(); entries.hasNext(); ) {
                history.add(entries.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return history;
    }

    /** Whether the saved file says the same as the ledger, as far as it goes; true where there is none. */
    public boolean agreesWith(Ledger ledger) throws IOException {
        Optional<Snapshot> saved = read();
        if (saved.isEmpty()) {
            return true;
        }
        if (!fits(saved.get(), ledger)) {
            return false;
        }
        var replayed = new DeploymentHistory();
        try (Stream<Entry> all = ledger.entries(0).limit(saved.get().size())) {
            for (var entries = all.iterator(); entries.hasNext(); ) {
                replayed.add(entries.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return replayed.snapshot().equals(saved.get());
    }

    /** Saves a history, whole or not at all. */
    public void save(DeploymentHistory history) throws IOException {
        Path fresh = path.resolveSibling(NAME + ".new");
        Files.write(fresh, JsonMapper.builder().build().writeValueAsBytes(Json.tree(history.snapshot())));
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is saved; nothing where that is broken, or of another version's form. */
    private Optional<Snapshot> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            Json.read(JsonMapper.builder().build().readTree(Files.readAllBytes(path)), Snapshot.class))
                    .filter(saved -> saved.form() == Snapshot.FORM);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(Snapshot saved, Ledger ledger) throws IOException {
        if (saved.size() == 0) {
            return saved.equals(Snapshot.EMPTY);
        }
        return ledger.entry(saved.size() - 1)
                .filter(entry -> entry.leafHash().hex().equals(saved.lastLeaf()))
                .isPresent();
    }
}
