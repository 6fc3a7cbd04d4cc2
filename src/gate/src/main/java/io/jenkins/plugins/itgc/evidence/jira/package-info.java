/** Tickets of Jira Cloud and Jira Data Center, read by their REST APIs. */
@NullMarked
package io.jenkins.plugins.itgc.evidence.jira;

import org.jspecify.annotations.NullMarked;
