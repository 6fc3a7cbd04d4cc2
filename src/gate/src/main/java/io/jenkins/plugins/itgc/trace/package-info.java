/** Which changes a deployment brings: the commits since the last one, and the pull requests that brought them. */
@NullMarked
package io.jenkins.plugins.itgc.trace;

import org.jspecify.annotations.NullMarked;
