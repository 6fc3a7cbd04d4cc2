/** What approved those changes, read from outside: reviews, tickets, test results, plans. */
@NullMarked
package io.jenkins.plugins.itgc.evidence;

import org.jspecify.annotations.NullMarked;
