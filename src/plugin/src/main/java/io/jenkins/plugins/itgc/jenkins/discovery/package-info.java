/** What a run says of the deployment that it is about to make. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.discovery;

import org.jspecify.annotations.NullMarked;
