/** What is asked of the gate: one deployment of one commit to one environment. */
@NullMarked
package io.jenkins.plugins.itgc.request;

import org.jspecify.annotations.NullMarked;
