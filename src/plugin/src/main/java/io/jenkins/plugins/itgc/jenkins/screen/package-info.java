/** What people see: the run's and the job's pictures of their gates, and Change control. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.screen;

import org.jspecify.annotations.NullMarked;
