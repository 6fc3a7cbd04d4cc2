package io.jenkins.plugins.itgc.evidence.junit;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one file of JUnit XML as a stream, in memory that does not grow with it. Test tools agree on little but the names
 * {@code testsuites}, {@code testsuite}, {@code testcase}, {@code failure}, {@code error} and {@code skipped}, so these are
 * all that is read, at any depth and in any namespace; several documents in one file are added up. Document types and
 * entities are refused and never resolved. Anything but whole, well-formed documents is a gap.
 */
final class JUnitReport {
    /** Longest file that is read, in bytes. */
    static final long LONGEST_FILE = 2L << 30;

    private static final int LONGEST_TAG = 4 << 20;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_NAMES = 2_000;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int DEEPEST = 100;

    private final Tally tally = new Tally();
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int roots;

    private JUnitReport() {}

    /**
     * Reads a file's bytes to their end.
     *
     * @param name what the file is called
     * @return its totals and digest, or a gap {@link ReasonCode#TEST_UNREADABLE} in their place
     */
    static TestFile read(String name, InputStream bytes) {
        var input = new MeteredInput(bytes, LONGEST_FILE, LONGEST_TAG);
        try {
            var totals = new JUnitReport().count(input);
            return new TestFile(name, input.digest(), Reading.of(totals));
        } catch (XMLStreamException e) {
            var line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
            return unreadable(name, line + e.getMessage());
        }
    }

    /** A file of which nothing counts. */
    static TestFile unreadable(String name, String why) {
        return new TestFile(name, "", Reading.missing(ReasonCode.TEST_UNREADABLE, PlainText.harmless(why)));
    }

    private TestTotals count(MeteredInput input) throws XMLStreamException {
        var parser = parsers().createXMLStreamReader(input);
        while (parser.hasNext()) {
            switch (parser.next()) {
                case XMLStreamConstants.START_ELEMENT -> open(parser);
                case XMLStreamConstants.END_ELEMENT -> close(parser.getLocalName());
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> note(parser, parser.getPITarget());
                case XMLStreamConstants.DTD ->
                    throw refused(parser, "it declares a document type (DOCTYPE), which is refused");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(parser, "it refers to an entity, which is refused");
                default -> {
                    // text, comments, ends of documents: nothing to count
                }
            }
            input.swallowed();
        }
        if (roots == 0) {
            throw refused(parser, "it is empty");
        }
        return tally.totals();
    }

    private void open(XMLStreamReader parser) throws XMLStreamException {
        var name = parser.getLocalName();
        note(parser, name);
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            note(parser, parser.getAttributeLocalName(i));
        }
        roots += depth == 0 ? 1 : 0;
        boolean suite = name.equals("testsuites") || name.equals("testsuite");
        if (depth == 0 && !suite) {
            throw refused(parser, "its root is <" + name + ">, not <testsuites> or <testsuite>");
        }
        if (suite) {
            tally.openSuite(attribute(parser, "failures"), attribute(parser, "errors"));
        } else if (name.equals("testcase")) {
            tally.openCase(
                    attribute(parser, "status").orElse(""),
                    attribute(parser, "result").orElse(""));
        } else {
            tally.mark(name);
        }
        depth++;
    }

    private void close(String name) {
        depth--;
        switch (name) {
            case "testsuites", "testsuite" -> tally.closeSuite();
            case "testcase" -> tally.closeCase();
            default -> {
                // counted when it opened
            }
        }
    }

    /** The parser keeps every name that it has met, so their number and length are limited. */
    private void note(XMLStreamReader parser, String name) throws XMLStreamException {
        if (name.length() > LONGEST_NAME || names.add(name) && names.size() > MOST_NAMES) {
            throw refused(parser, "its elements have too many names, or too long ones");
        }
    }

    private static Optional<String> attribute(XMLStreamReader parser, String name) {
        return Optional.ofNullable(parser.getAttributeValue("", name));
    }

    private static XMLStreamException refused(XMLStreamReader parser, String why) {
        return new XMLStreamException(why, parser.getLocation());
    }

    /** A factory for each file: it keeps the names of the files that it has read. */
    private static XMLInputFactory parsers() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_INPUT_PARSING_MODE, WstxInputProperties.PARSING_MODE_DOCUMENTS);
        // errors come where they are found, and long text comes in pieces
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_TAG);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        return factory;
    }
}
