/** Who may do what, and who somebody is. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.permission;

import org.jspecify.annotations.NullMarked;
