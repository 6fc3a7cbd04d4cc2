package io.jenkins.plugins.itgc.policy;

/** A place in a text; lines and columns count from 1. */
record Position(int line, int column) implements Comparable<Position> {
    /** The place of what was never a text. */
    static final Position NONE = new Position(0, 0);

    static final Position START = new Position(1, 1);

    @Override
    public int compareTo(Position other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}
