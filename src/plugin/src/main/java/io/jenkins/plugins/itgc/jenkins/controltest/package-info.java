/** Tests of the control that are under way: their folders, and the steps that the engine takes for them. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.controltest;

import org.jspecify.annotations.NullMarked;
