/** Commands of the Jenkins command line. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.command;

import org.jspecify.annotations.NullMarked;
