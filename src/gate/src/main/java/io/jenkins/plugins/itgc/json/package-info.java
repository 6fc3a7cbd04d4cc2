/** JSON as the ledger writes it. */
@NullMarked
package io.jenkins.plugins.itgc.json;

import org.jspecify.annotations.NullMarked;
