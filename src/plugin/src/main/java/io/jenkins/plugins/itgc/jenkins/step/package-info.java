/** The gate in pipelines and freestyle projects. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.step;

import org.jspecify.annotations.NullMarked;
