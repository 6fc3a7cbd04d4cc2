/** What the organisation asks for: one file, its schema, and the settings in force for one environment. */
@NullMarked
package io.jenkins.plugins.itgc.policy;

import org.jspecify.annotations.NullMarked;
