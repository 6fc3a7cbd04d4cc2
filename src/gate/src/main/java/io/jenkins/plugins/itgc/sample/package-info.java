/** How many deployments of a frozen population are tested and which, so that anybody can perform it again. */
@NullMarked
package io.jenkins.plugins.itgc.sample;

import org.jspecify.annotations.NullMarked;
