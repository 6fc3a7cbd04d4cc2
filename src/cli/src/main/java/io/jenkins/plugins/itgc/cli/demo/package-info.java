/** The demonstration: deployments at a company that does not exist, decided by the command itself. */
@NullMarked
package io.jenkins.plugins.itgc.cli.demo;

import org.jspecify.annotations.NullMarked;
