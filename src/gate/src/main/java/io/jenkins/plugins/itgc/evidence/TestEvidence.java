package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;
import java.util.List;

/**
 * The test results that came with a request.
 *
 * @param asked what was asked for: patterns or a report's name, for people
 * @param files one result for each file found
 */
public record TestEvidence(String asked, List<TestFile> files) {
    public TestEvidence {
        files = List.copyOf(files);
    }

    /**
     * One file of test results.
     *
     * @param name its path in the workspace
     * @param sha256 digest of its bytes, hexadecimal; empty where it could not be read
     * @param totals its cases, counted one by one
     */
    public record TestFile(String name, String sha256, Reading<TestTotals> totals) {}

    /**
     * Counted test cases. A case is counted once, as the worst of what it says of itself.
     */
    public record TestTotals(long passed, long failed, long errors, long skipped) {
        /** Cases that ran. */
        public long executed() {
            return passed + failed + errors;
        }

        public TestTotals plus(TestTotals other) {
            return new TestTotals(
                    passed + other.passed, failed + other.failed, errors + other.errors, skipped + other.skipped);
        }
    }
}
