/** Publishing to a directory, which keeps but does not lock. */
@NullMarked
package io.jenkins.plugins.itgc.publication.directory;

import org.jspecify.annotations.NullMarked;
