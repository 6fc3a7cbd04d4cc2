/** Why something passed, failed or could not be determined: codes, gaps and readings. */
@NullMarked
package io.jenkins.plugins.itgc.reason;

import org.jspecify.annotations.NullMarked;
