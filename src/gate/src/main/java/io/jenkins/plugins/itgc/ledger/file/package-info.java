/** The ledger kept in files: segments of lines, a checkpoint, and side files that can be rebuilt from them. */
@NullMarked
package io.jenkins.plugins.itgc.ledger.file;

import org.jspecify.annotations.NullMarked;
