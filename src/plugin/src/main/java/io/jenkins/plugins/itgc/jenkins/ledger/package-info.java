/** The controller's ledger. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.ledger;

import org.jspecify.annotations.NullMarked;
