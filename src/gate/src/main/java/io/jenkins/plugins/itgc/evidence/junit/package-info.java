/** Test results as JUnit XML in the build's workspace. */
@NullMarked
package io.jenkins.plugins.itgc.evidence.junit;

import org.jspecify.annotations.NullMarked;
