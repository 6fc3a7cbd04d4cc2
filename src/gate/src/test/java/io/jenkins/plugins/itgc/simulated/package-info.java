/** Servers inside the test's process that answer as the vendors' do, from a small model of what lies on them. */
@NullMarked
package io.jenkins.plugins.itgc.simulated;

import org.jspecify.annotations.NullMarked;
