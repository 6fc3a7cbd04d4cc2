/**
 * Reading JSON from servers within one time budget, so that whatever goes wrong is a gap with a reason, never an exception and
 * never a part for the whole.
 */
@NullMarked
package io.jenkins.plugins.itgc.http;

import org.jspecify.annotations.NullMarked;
