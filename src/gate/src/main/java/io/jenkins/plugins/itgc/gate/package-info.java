/** The gate: gathers, decides, records, and only then answers. */
@NullMarked
package io.jenkins.plugins.itgc.gate;

import org.jspecify.annotations.NullMarked;
