/** The controls: each judges the evidence against the policy, and says why. */
@NullMarked
package io.jenkins.plugins.itgc.controls;

import org.jspecify.annotations.NullMarked;
