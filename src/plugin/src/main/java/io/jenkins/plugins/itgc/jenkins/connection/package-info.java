/** How servers are reached from this controller. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.connection;

import org.jspecify.annotations.NullMarked;
