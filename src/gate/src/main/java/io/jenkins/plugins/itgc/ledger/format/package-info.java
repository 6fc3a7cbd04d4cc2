/** The bytes of a ledger kept in files: what its files are called, what a line looks like, where entries stand. */
@NullMarked
package io.jenkins.plugins.itgc.ledger.format;

import org.jspecify.annotations.NullMarked;
