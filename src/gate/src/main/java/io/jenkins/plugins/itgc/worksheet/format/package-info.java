/** The forms in which a worksheet is handed on: each is written from {@code worksheet.json}, as a stream. */
@NullMarked
package io.jenkins.plugins.itgc.worksheet.format;

import org.jspecify.annotations.NullMarked;
