package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.text.CsvReader;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the deploying system says that it deployed: a CSV file with a column {@code id} or {@code buildUrl} or both, or lines
 * of JSON objects with these members. A deployment is found by either. Read twice, and never held as a whole.
 */
final class SourceList {
    private static final long UNSEEN = 1;
    private static final long SEEN = 2;

    private final Path path;
    private final KeyTable known = new KeyTable();
    private final KeyTable.Hasher hasher = new KeyTable.Hasher();
    private final String digest;
    private long listed;

    /** Is shown rows of the list. */
    interface Taker {
        void take(Listed row) throws IOException;
    }

    /** One deployment that the system names; one of both is not empty. */
    record Listed(String id, String buildUrl) {
        String name() {
            return id.isEmpty() ? buildUrl : id;
        }
    }

    private interface Rows extends Closeable {
        Optional<Listed> next() throws IOException, PopulationException;
    }

    /**
     * Reads the list for the first time.
     *
     * @throws PopulationException where it cannot be read as a list of deployments
     */
    SourceList(Path path) throws PopulationException, IOException {
        this.path = path;
        this.digest = read(row -> {
            listed++;
            keys(row).forEach(key -> known.put(key, UNSEEN));
        });
    }

    /** Notes that the ledger has a deployment, and says whether the list has it, too. */
    boolean see(DecisionLine deployment) {
        boolean found = false;
        for (var key : keys(new Listed(deployment.id(), deployment.buildUrl()))) {
            if (known.contains(key)) {
                known.put(key, SEEN);
                found = true;
            }
        }
        return found;
    }

    /** Notes that the ledger blocked a deployment. */
    void block(DecisionLine deployment) {
        for (var key : keys(new Listed(deployment.id(), deployment.buildUrl()))) {
            if (known.get(key) == UNSEEN) {
                known.put(key, -1 - deployment.entry());
            }
        }
    }

    /** The entry that blocked what the list names. */
    OptionalLong blocked(Listed row) {
        return keys(row).stream()
                .mapToLong(known::get)
                .filter(value -> value < 0)
                .map(value -> -1 - value)
                .findFirst();
    }

    /** Shows the deployments that the ledger was not said to have. */
    void unseen(Taker taker) throws PopulationException, IOException {
        String again = read(row -> {
            if (keys(row).stream().noneMatch(key -> known.get(key) == SEEN)) {
                taker.take(row);
            }
        });
        if (!again.equals(digest)) {
            throw new PopulationException(path + " was changed while it was read; let nobody write to it");
        }
    }

    String digest() {
        return digest;
    }

    String name() {
        return PlainText.harmless(String.valueOf(path.getFileName()));
    }

    long listed() {
        return listed;
    }

    private List<KeyTable.Key> keys(Listed row) {
        var keys = new ArrayList<KeyTable.Key>(2);
        if (!row.id().isEmpty()) {
            keys.add(hasher.key("id " + row.id()));
        }
        if (!row.buildUrl().isEmpty()) {
            keys.add(hasher.key("build " + row.buildUrl()));
        }
        return keys;
    }

    private String read(Taker taker) throws PopulationException, IOException {
        MessageDigest sha256 = Sha256.begin();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha256);
                var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                Rows rows = rows(text)) {
            for (var row = next(rows); row.isPresent(); row = next(rows)) {
                taker.take(row.get());
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private Optional<Listed> next(Rows rows) throws PopulationException {
        try {
            return rows.next();
        } catch (IOException e) {
            throw new PopulationException(path + " cannot be read: " + FileTrouble.words(e), e);
        }
    }

    private Rows rows(BufferedReader text) throws PopulationException, IOException {
        text.mark(1);
        int first = text.read();
        if (first != '\uFEFF') { // what some programs put before UTF-8
            text.reset();
        }
        text.mark(1);
        first = text.read();
        text.reset();
        return first == '{' ? new JsonRows(path, text) : new CsvRows(path, new CsvReader(text));
    }

    private static Listed listed(Path path, long line, String id, String buildUrl) throws PopulationException {
        if (id.isBlank() && buildUrl.isBlank()) {
            throw new PopulationException(
                    path + ", line " + line + ": it names neither an id nor a buildUrl; every deployment needs one");
        }
        return new Listed(id.strip(), buildUrl.strip());
    }

    private static final class JsonRows implements Rows {
        private final Path path;
        private final BufferedReader text;
        private long line;

        JsonRows(Path path, BufferedReader text) {
            this.path = path;
            this.text = text;
        }

        @Override
        public Optional<Listed> next() throws IOException, PopulationException {
            while (true) {
                String row = text.readLine();
                line++;
                if (row == null) {
                    return Optional.empty();
                }
                if (!row.isBlank()) {
                    JsonNode object = object(row);
                    return Optional.of(listed(
                            path,
                            line,
                            object.path("id").asText(),
                            object.path("buildUrl").asText()));
                }
            }
        }

        private JsonNode object(String row) throws PopulationException {
            try {
                return Json.readFile(row.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            } catch (IOException e) {
                throw new PopulationException(path + ", line " + line + ": this is no JSON object", e);
            }
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    private static final class CsvRows implements Rows {
        private final Path path;
        private final CsvReader rows;
        private final int id;
        private final int buildUrl;

        CsvRows(Path path, CsvReader rows) throws PopulationException, IOException {
            this.path = path;
            this.rows = rows;
            List<String> columns = rows.next().orElse(List.of()).stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT).replace("_", ""))
                    .toList();
            id = columns.indexOf("id");
            buildUrl = columns.indexOf("buildurl");
            if (id < 0 && buildUrl < 0) {
                throw new PopulationException(path + " has neither a column id nor a column buildUrl in its first line;"
                        + " give CSV with one of them and commas between its cells, or lines of JSON");
            }
        }

        @Override
        public Optional<Listed> next() throws IOException, PopulationException {
            var cells = rows.next();
            while (cells.isPresent() && cells.get().equals(List.of(""))) {
                cells = rows.next();
            }
            return cells.isEmpty()
                    ? Optional.empty()
                    : Optional.of(listed(path, rows.line(), cell(cells.get(), id), cell(cells.get(), buildUrl)));
        }

        private static String cell(List<String> cells, int column) {
            return column < 0 || column >= cells.size() ? "" : cells.get(column);
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
