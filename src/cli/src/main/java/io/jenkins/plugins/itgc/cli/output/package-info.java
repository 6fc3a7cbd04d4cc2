/** How the command answers: text for people, JSON for machines. */
@NullMarked
package io.jenkins.plugins.itgc.cli.output;

import org.jspecify.annotations.NullMarked;
