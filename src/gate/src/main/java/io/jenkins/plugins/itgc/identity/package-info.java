/** Who somebody is in each system, and who is the same person. */
@NullMarked
package io.jenkins.plugins.itgc.identity;

import org.jspecify.annotations.NullMarked;
