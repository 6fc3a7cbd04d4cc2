/** Publishing the controller's ledger: when somebody asks, and by itself. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.publication;

import org.jspecify.annotations.NullMarked;
