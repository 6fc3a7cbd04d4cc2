/** GitHub as source control: its REST and GraphQL answers, read strictly. */
@NullMarked
package io.jenkins.plugins.itgc.trace.github;

import org.jspecify.annotations.NullMarked;
