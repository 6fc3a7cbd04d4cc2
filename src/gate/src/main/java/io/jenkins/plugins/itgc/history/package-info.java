/** The kinds of entries that the gate writes, and what they say of deployments so far. */
@NullMarked
package io.jenkins.plugins.itgc.history;

import org.jspecify.annotations.NullMarked;
