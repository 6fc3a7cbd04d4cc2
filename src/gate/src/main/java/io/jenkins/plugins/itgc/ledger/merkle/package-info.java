/** The Merkle tree of RFC 6962: hashes, roots and proofs, whatever keeps the leaves. */
@NullMarked
package io.jenkins.plugins.itgc.ledger.merkle;

import org.jspecify.annotations.NullMarked;
