/** Reads a whole ledger of files again, trusts nothing derived, and names what does not hold. */
@NullMarked
package io.jenkins.plugins.itgc.ledger.verify;

import org.jspecify.annotations.NullMarked;
