/** Management's review of a tested period, and the approved scope that the period was under. */
@NullMarked
package io.jenkins.plugins.itgc.signoff;

import org.jspecify.annotations.NullMarked;
