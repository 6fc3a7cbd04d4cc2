/** What a run shows and keeps of its gates. */
@NullMarked
package io.jenkins.plugins.itgc.jenkins.run;

import org.jspecify.annotations.NullMarked;
