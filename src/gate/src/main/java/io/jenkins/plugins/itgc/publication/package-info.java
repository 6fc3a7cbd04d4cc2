/** Publishing the ledger where it cannot be changed any more: what is written, in which order, and when it counts. */
@NullMarked
package io.jenkins.plugins.itgc.publication;

import org.jspecify.annotations.NullMarked;
