/** The decision: a pure function of policy and evidence, and the gate that gathers, decides and records. */
@NullMarked
package io.jenkins.plugins.itgc.decision;

import org.jspecify.annotations.NullMarked;
