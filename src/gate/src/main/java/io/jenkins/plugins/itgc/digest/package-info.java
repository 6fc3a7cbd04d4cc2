/** Digests, which everything else names things by. */
@NullMarked
package io.jenkins.plugins.itgc.digest;

import org.jspecify.annotations.NullMarked;
