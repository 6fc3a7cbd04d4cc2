/** Deviations that are followed up: opened by themselves, owned, answered, tested again, closed; never deleted. */
@NullMarked
package io.jenkins.plugins.itgc.exceptions;

import org.jspecify.annotations.NullMarked;
