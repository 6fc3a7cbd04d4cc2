package io.jenkins.plugins.itgc.cli.year;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What really happened in the year, written down without the ledger: what the test of the control must find. */
final class YearBook {
    private static final Set<Happening> LET_GO_ON =
            EnumSet.complementOf(EnumSet.of(Happening.BLOCKED, Happening.REJECTED, Happening.FORCED));

    private final List<Line> lines = new ArrayList<>();

    /** One deployment that was asked for. */
    record Line(Happening happening, String id, long decision) {}

    void add(Happening happening, String id, long decision) {
        lines.add(new Line(happening, id, decision));
    }

    private Stream<Line> of(Collection<Happening> happenings) {
        return lines.stream().filter(line -> happenings.contains(line.happening()));
    }

    long count(Collection<Happening> happenings) {
        return of(happenings).count();
    }

    long count(Happening happening) {
        return count(Set.of(happening));
    }

    Set<String> ids(Collection<Happening> happenings) {
        return of(happenings).map(Line::id).collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** Everything that was let go on, in the order in which it was asked for. */
    List<String> letGoOn() {
        return of(LET_GO_ON).map(Line::id).toList();
    }

    long decision(String id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
