/** One file that holds a test of the control and the part of the ledger that it is about, and how that file is checked. */
@NullMarked
package io.jenkins.plugins.itgc.bundle;

import org.jspecify.annotations.NullMarked;
