/** Signed statements of how long a log is and what its root is, in the C2SP note and checkpoint forms. */
@NullMarked
package io.jenkins.plugins.itgc.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
