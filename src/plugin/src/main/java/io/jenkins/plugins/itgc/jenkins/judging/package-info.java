/** What is asked of the engine for a run, and the asking itself. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.judging;

import org.jspecify.annotations.NullMarked;
