/** Gates that wait for evidence or for a person. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.waiting;

import org.jspecify.annotations.NullMarked;
