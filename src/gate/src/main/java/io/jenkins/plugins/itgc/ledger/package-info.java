/** What a ledger is: entries that are appended, read, proved; whatever keeps them. */
@NullMarked
package io.jenkins.plugins.itgc.ledger;

import org.jspecify.annotations.NullMarked;
