package io.jenkins.plugins.itgc.worksheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A worksheet that was made. Its items are read from its file as they are asked for, since there may be many.
 *
 * @param digest SHA-256 of the file, hexadecimal: names the worksheet in every form it is written in, and in the ledger
 * @param file {@code worksheet.json}
 */
public record Worksheet(String digest, Path file, Header header, Footer footer) {
    /** The file's name. */
    public static final String FILE = "worksheet.json";

    /** The form of the file that this version writes. */
    public static final int FORM = 1;

    /** What is done with an item. */
    @FunctionalInterface
    public interface ItemAction {
        void accept(TestedItem item) throws IOException;
    }

    /** What is done with an exception. */
    @FunctionalInterface
    public interface ExceptionAction {
        void accept(ExceptionLine exception) throws IOException;
    }

    /**
     * Hands over the items one after another, by their number in the population.
     *
     * @throws IOException where the file cannot be read; where the action fails; or where the thread was interrupted
     */
    public void forEachItem(ItemAction action) throws IOException {
        WorksheetFile.items(file, action);
    }

    /**
     * The exceptions of the period and of the items, as they stood when it was made: those that the ledger held, by their
     * number, then those that nobody had opened. A worksheet of an earlier version says nothing of them.
     *
     * @throws IOException where the file cannot be read; where the action fails; or where the thread was interrupted
     */
    public void forEachException(ExceptionAction action) throws IOException {
        WorksheetFile.exceptions(file, action);
    }

    /** The same, for an action that cannot fail. */
    public void items(Consumer<TestedItem> action) throws IOException {
        forEachItem(action::accept);
    }
}
