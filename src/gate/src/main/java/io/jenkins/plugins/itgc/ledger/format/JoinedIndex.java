package io.jenkins.plugins.itgc.ledger.format;

import io.jenkins.plugins.itgc.ledger.merkle.NodeStore;
import java.io.IOException;

/**
 * The first entries of one index, and behind them those of another that begins there.
 *
 * @param head the index of the first entries
 * @param headSize how many to take from it
 * @param tail the index of all others
 */
public record JoinedIndex(LogIndex head, long headSize, LogIndex tail) implements LogIndex {
    @Override
    public long size() {
        return tail.size();
    }

    @Override
    public long end(long index) throws IOException {
        return (index < headSize ? head : tail).end(index);
    }

    @Override
    public long[] ends(long index, int count) throws IOException {
        return index < headSize ? head.ends(index, (int) Math.min(count, headSize - index)) : tail.ends(index, count);
    }

    @Override
    public byte[] node(int level, long index) throws IOException {
        boolean early = NodeStore.position(level, index) < NodeStore.count(headSize);
        return (early ? head : tail).node(level, index);
    }
}
