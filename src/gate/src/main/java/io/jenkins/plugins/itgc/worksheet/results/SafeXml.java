package io.jenkins.plugins.itgc.worksheet.results;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A part of a workbook, read as it comes: no document types, no entities from outside, no text without end, and no more bytes
 * than a worksheet can have, however small the file is that they were packed into.
 */
final class SafeXml implements Closeable {
    /** Bytes of one part, unpacked. */
    static final long MOST_BYTES = 2L << 30;

    private static final int LONGEST_TEXT = 1 << 20;
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader xml;

    SafeXml(InputStream in) throws XMLStreamException {
        this.in = in;
        this.xml = FACTORY.createXMLStreamReader(new Metered(in));
    }

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 64);
        return factory;
    }

    private static final class Metered extends FilterInputStream {
        private long left = MOST_BYTES;

        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int unit = super.read();
            take(unit < 0 ? 0 : 1);
            return unit;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            take(Math.max(0, read));
            return read;
        }

        private void take(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a part of the workbook unpacks to more than " + MOST_BYTES + " bytes");
            }
        }
    }

    /** Goes on to what comes next; false at the end. */
    boolean next() throws XMLStreamException {
        if (!xml.hasNext()) {
            return false;
        }
        xml.next();
        return true;
    }

    boolean starts(String name) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(name);
    }

    /** An attribute by its local name; empty where it is not there. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The text in the {@code t} elements of this element; what is spelled out for reading aloud is left out. */
    String textOf(String element) throws XMLStreamException {
        var text = new StringBuilder();
        boolean spelled = false;
        while (next() && !ends(element)) {
            if (starts("rPh") || ends("rPh")) {
                spelled = starts("rPh");
            } else if (starts("t") && !spelled) {
                text.append(xml.getElementText());
            }
        }
        return text.toString();
    }

    /** The value of a cell, or the text that stands in it. */
    String cellText() throws XMLStreamException {
        var text = new StringBuilder();
        while (next() && !ends("c")) {
            if (starts("v")) {
                text.append(xml.getElementText());
            } else if (starts("is")) {
                text.append(textOf("is"));
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        try (in) {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("a part of the workbook cannot be closed: " + e.getMessage(), e);
        }
    }
}
