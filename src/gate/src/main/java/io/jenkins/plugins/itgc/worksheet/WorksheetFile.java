package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code worksheet.json}: canonical JSON with the members exceptions, footer, form, header and items. It may have more than
 * items and exceptions than fit into memory, so it is written and read as a stream.
 */
public final class WorksheetFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BUFFER = 1 << 16;

    private WorksheetFile() {}

    /** Puts the file together from its parts; exceptions and items are canonical JSON, separated by commas. */
    static void write(Path file, Path exceptions, Header header, Footer footer, Path items) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            write(out, "{\"exceptions\":[");
            Files.copy(exceptions, out);
            write(out, "],\"footer\":");
            out.write(CanonicalJson.bytes(Json.tree(footer)));
            write(out, ",\"form\":" + Worksheet.FORM + ",\"header\":");
            out.write(CanonicalJson.bytes(Json.tree(header)));
            write(out, ",\"items\":[");
            Files.copy(items, out);
            write(out, "]}");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the worksheet in a directory; its items are read later.
     *
     * @throws WorksheetException where there is none, or none that this version can read
     */
    public static Worksheet read(Path directory) throws WorksheetException, IOException {
        Path file = directory.resolve(Worksheet.FILE);
        if (!Files.isRegularFile(file)) {
            throw new WorksheetException(
                    "there is no " + Worksheet.FILE + " in " + directory + "; make the worksheet of the sample first");
        }
        String digest = digest(file);
        try (JsonParser parser = open(file)) {
            skipExceptions(parser);
            Footer footer = Json.read(member(parser, "footer"), Footer.class);
            int form = member(parser, "form").asInt();
            if (form != Worksheet.FORM) {
                throw new WorksheetException(
                        file + " has form " + form + "; this version reads form " + Worksheet.FORM);
            }
            Header header = Json.read(member(parser, "header"), Header.class);
            return new Worksheet(digest, file, header, footer);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new WorksheetException(file + " is no worksheet that this version can read: " + Json.words(e), e);
        }
    }

    /** At the name of the first member. */
    private static JsonParser open(Path file) throws IOException {
        JsonParser parser = MAPPER.getFactory().createParser(Files.newInputStream(file));
        parser.nextToken();
        parser.nextToken();
        return parser;
    }

    /** Worksheets of earlier versions have none. */
    private static void skipExceptions(JsonParser parser) throws IOException {
        if (isAt(parser, "exceptions")) {
            parser.nextToken();
            parser.skipChildren();
            parser.nextToken();
        }
    }

    private static boolean isAt(JsonParser parser, String name) throws IOException {
        return parser.currentToken() == JsonToken.FIELD_NAME
                && parser.currentName().equals(name);
    }

    /** The members come in the order of canonical JSON. */
    private static JsonNode member(JsonParser parser, String name) throws IOException {
        if (!isAt(parser, name)) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        parser.nextToken();
        JsonNode value = MAPPER.readTree(parser);
        parser.nextToken();
        return value;
    }

    static void exceptions(Path file, Worksheet.ExceptionAction action) throws IOException {
        try (JsonParser parser = open(file)) {
            if (isAt(parser, "exceptions")) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    requireNotInterrupted();
                    action.accept(Json.read(MAPPER.readTree(parser), ExceptionLine.class));
                }
            }
        }
    }

    static void items(Path file, Worksheet.ItemAction action) throws IOException {
        try (JsonParser parser = open(file)) {
            skipExceptions(parser);
            member(parser, "footer");
            member(parser, "form");
            member(parser, "header");
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                requireNotInterrupted();
                action.accept(Json.read(MAPPER.readTree(parser), TestedItem.class));
            }
        }
    }

    /** Lets somebody cancel between two items. */
    static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("cancelled; nothing was kept of it");
        }
    }

    /** SHA-256 of a file, hexadecimal. */
    public static String digest(Path file) throws IOException {
        return Sha256.hex(file);
    }
}
