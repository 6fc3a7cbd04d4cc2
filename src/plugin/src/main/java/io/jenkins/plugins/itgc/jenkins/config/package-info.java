/** What administrators and owners of services configure. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.config;

import org.jspecify.annotations.NullMarked;
