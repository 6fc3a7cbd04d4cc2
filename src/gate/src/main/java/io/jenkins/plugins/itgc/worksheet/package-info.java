/** The worksheet of a control test: each sampled deployment with its attributes and their evidence, and what follows. */
@NullMarked
package io.jenkins.plugins.itgc.worksheet;

import org.jspecify.annotations.NullMarked;
