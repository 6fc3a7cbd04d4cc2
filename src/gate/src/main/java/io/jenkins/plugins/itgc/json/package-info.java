/** Canonical JSON (RFC 8785): one value, one sequence of bytes, so that a hash of it means something. */
@NullMarked
package io.jenkins.plugins.itgc.json;

import org.jspecify.annotations.NullMarked;
