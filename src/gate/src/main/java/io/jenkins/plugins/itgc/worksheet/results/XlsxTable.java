package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * The sheet of items of a workbook, as whatever program saved it: cells with their text in them or in the table of shared
 * texts, and numbers as they are kept. Formulas are not computed; what a program kept as their value counts.
 */
record XlsxTable(Path file) implements Table {
    private static final String SHEET = "Items";
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String TEXTS = "xl/sharedStrings.xml";

    /** Characters of all shared texts: a workbook of ours has less. */
    private static final long MOST_TEXT = 256L << 20;

    @Override
    public void forEachRow(RowAction action) throws WorksheetException, IOException {
        try (var zip = new ZipFile(file.toFile())) {
            String sheet = sheet(zip);
            List<String> texts = texts(zip);
            try (var xml = part(zip, sheet)) {
                rows(xml, texts, action);
            }
        } catch (ZipException | XMLStreamException e) {
            throw new WorksheetException(
                    file + " cannot be read as a workbook: "
                            + (e instanceof ZipException cut ? FileTrouble.words(cut) : e.getMessage()),
                    e);
        }
    }

    private static SafeXml part(ZipFile zip, String name) throws WorksheetException, IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new WorksheetException("the workbook has no " + name);
        }
        InputStream in = zip.getInputStream(entry);
        return new SafeXml(in);
    }

    private static String sheet(ZipFile zip) throws WorksheetException, IOException, XMLStreamException {
        Optional<String> id = Optional.empty();
        try (var xml = part(zip, WORKBOOK)) {
            while (xml.next()) {
                if (xml.starts("sheet") && xml.attribute("name").equals(SHEET)) {
                    id = Optional.of(xml.attribute("id"));
                }
            }
        }
        if (id.isEmpty()) {
            throw new WorksheetException("the workbook has no sheet \"" + SHEET + "\"");
        }
        try (var xml = part(zip, RELATIONS)) {
            while (xml.next()) {
                if (xml.starts("Relationship") && xml.attribute("Id").equals(id.get())) {
                    String target = xml.attribute("Target");
                    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
                }
            }
        }
        throw new WorksheetException("the workbook does not say where its sheet \"" + SHEET + "\" is");
    }

    private static List<String> texts(ZipFile zip) throws WorksheetException, IOException, XMLStreamException {
        var texts = new ArrayList<String>();
        if (zip.getEntry(TEXTS) == null) {
            return texts;
        }
        long length = 0;
        try (var xml = part(zip, TEXTS)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    String text = xml.textOf("si");
                    length += text.length();
                    if (length > MOST_TEXT) {
                        throw new WorksheetException("the workbook has too much text to be a worksheet");
                    }
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static void rows(SafeXml xml, List<String> texts, RowAction action)
            throws WorksheetException, IOException, XMLStreamException {
        long place = 0;
        Map<Integer, String> cells = new HashMap<>();
        while (xml.next()) {
            if (xml.starts("row")) {
                place++;
                cells.clear();
            } else if (xml.starts("c")) {
                int column = column(xml.attribute("r"), cells.size());
                cells.put(column, cell(xml, texts));
            } else if (xml.ends("row") && !cells.isEmpty()) {
                action.accept(place, row(cells));
            }
        }
    }

    private static List<String> row(Map<Integer, String> cells) {
        int width = cells.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        var row = new ArrayList<String>(width);
        for (int column = 0; column < width; column++) {
            row.add(cells.getOrDefault(column, ""));
        }
        return row;
    }

    private static String cell(SafeXml xml, List<String> texts)
            throws WorksheetException, IOException, XMLStreamException {
        String type = xml.attribute("t");
        String value = xml.cellText();
        if (!type.equals("s")) {
            return value;
        }
        try {
            return texts.get(Integer.parseInt(value.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new WorksheetException(
                    "a cell of the workbook names the text \"" + value + "\", which is not there", e);
        }
    }

    /** The column of a reference such as {@code AB12}, from 0. */
    private static int column(String reference, int otherwise) throws WorksheetException {
        int column = 0;
        int letters = 0;
        while (letters < reference.length()
                && reference.charAt(letters) >= 'A'
                && reference.charAt(letters) <= 'Z'
                && letters < 4) {
            column = column * 26 + reference.charAt(letters) - 'A' + 1;
            letters++;
        }
        if (column > 16_384) {
            throw new WorksheetException("the workbook has a cell in " + reference + ", where no sheet has one");
        }
        return letters == 0 ? otherwise : column - 1;
    }
}
