/** Servers that evidence is read from, with the credentials that a run may use. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.server;

import org.jspecify.annotations.NullMarked;
