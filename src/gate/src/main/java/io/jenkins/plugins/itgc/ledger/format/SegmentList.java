package io.jenkins.plugins.itgc.ledger.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The segments of a ledger, oldest first, seen as one long file: an offset counts from the first byte of the first.
 *
 * @param segments the segments
 * @param length how many bytes they had together when they were listed
 */
public record SegmentList(List<Segment> segments, long length) {
    private static final Pattern NAME = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])\\.jsonl");

    public SegmentList {
        segments = List.copyOf(segments);
    }

    /** Lists the segments in a directory. */
    public static SegmentList of(Path directory) throws IOException {
        var segments = new ArrayList<Segment>();
        long length = 0;
        for (var path : paths(directory)) {
            var name = String.valueOf(path.getFileName());
            var month = YearMonth.parse(name.substring(0, name.length() - Segment.SUFFIX.length()));
            segments.add(new Segment(month, path, length));
            length += Files.size(path);
        }
        return new SegmentList(segments, length);
    }

    /** The segment in which the byte at an offset stands, or would if it were written next. */
    public Segment at(long offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.get(low);
    }

    /** How many bytes a segment of this list had when it was listed. */
    public long lengthOf(Segment segment) {
        int next = segments.indexOf(segment) + 1;
        return (next < segments.size() ? segments.get(next).start() : length) - segment.start();
    }

    /** The newest segment, if there is any. */
    public Optional<Segment> last() {
        return segments.isEmpty() ? Optional.empty() : Optional.of(segments.get(segments.size() - 1));
    }

    /** These segments and a newer one. */
    public SegmentList with(Segment newer) {
        var more = new ArrayList<>(segments);
        more.add(newer);
        return new SegmentList(more, newer.start());
    }

    /** These segments, with so many bytes more in the newest. */
    public SegmentList grownBy(long bytes) {
        return new SegmentList(segments, length + bytes);
    }

    private static List<Path> paths(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(path ->
                            NAME.matcher(String.valueOf(path.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }
}
