/** The deployments of a period, frozen from the ledger before a sample of them is drawn. */
@NullMarked
package io.jenkins.plugins.itgc.population;

import org.jspecify.annotations.NullMarked;
