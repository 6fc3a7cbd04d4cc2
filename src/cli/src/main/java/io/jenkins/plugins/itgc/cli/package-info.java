/** The command {@code itgc-gate}: a shell over the engine. */
@NullMarked
package io.jenkins.plugins.itgc.cli;

import org.jspecify.annotations.NullMarked;
