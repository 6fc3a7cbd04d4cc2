package io.jenkins.plugins.itgc.worksheet.format;

import java.io.IOException;
import java.io.OutputStream;

/** Writes one worksheet in one form. */
interface FormatWriter {
    /** Writes all of it; the stream stays open. */
    void write(OutputStream out) throws IOException;
}
