/** A tester's conclusions, read back from a worksheet and recorded in the ledger. */
@NullMarked
package io.jenkins.plugins.itgc.worksheet.results;

import org.jspecify.annotations.NullMarked;
