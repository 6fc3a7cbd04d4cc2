/** Text from outside, made fit to be shown and recorded. */
@NullMarked
package io.jenkins.plugins.itgc.text;

import org.jspecify.annotations.NullMarked;
