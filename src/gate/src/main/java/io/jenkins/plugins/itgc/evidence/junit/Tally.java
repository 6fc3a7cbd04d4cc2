package io.jenkins.plugins.itgc.evidence.junit;

import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts the cases of a report as its elements open and close. Cases are counted one by one; what a suite says of its own
 * numbers is believed only where it claims more failures or errors than its cases show, and then those are added, for a
 * suite may fail before or after its cases.
 */
final class Tally {
    /** Beyond this a claim says no more than "very many", and sums of claims stay numbers. */
    private static final long MOST_CLAIMED = 1_000_000_000;

    private final Deque<Suite> suites = new ArrayDeque<>();
    private final Deque<Outcome> cases = new ArrayDeque<>();

    Tally() {
        suites.push(new Suite(0, 0));
    }

    /** What may be said of a case, from good to bad. */
    private enum Outcome {
        PASSED,
        SKIPPED,
        FAILED,
        ERROR;

        Outcome worse(Outcome other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private static final class Suite {
        private final long claimedFailures;
        private final long claimedErrors;
        private TestTotals totals = new TestTotals(0, 0, 0, 0);

        Suite(long claimedFailures, long claimedErrors) {
            this.claimedFailures = claimedFailures;
            this.claimedErrors = claimedErrors;
        }

        TestTotals judged() {
            return new TestTotals(
                    totals.passed(),
                    Math.max(totals.failed(), claimedFailures),
                    Math.max(totals.errors(), claimedErrors),
                    totals.skipped());
        }
    }

    void openSuite(Optional<String> failures, Optional<String> errors) {
        suites.push(new Suite(claim(failures), claim(errors)));
    }

    void closeSuite() {
        var closed = suites.pop();
        add(closed.judged());
    }

    /** @param words what the case's attributes {@code status} and {@code result} say; some tools write nothing else */
    void openCase(String... words) {
        var outcome = Outcome.PASSED;
        for (String word : words) {
            outcome = outcome.worse(outcome(word));
        }
        cases.push(outcome);
    }

    void closeCase() {
        add(one(cases.pop()));
    }

    /** An element within a case, or within a suite itself, that may say how it went. */
    void mark(String element) {
        var outcome =
                switch (element) {
                    case "error", "rerunError" -> Outcome.ERROR;
                    case "failure", "rerunFailure" -> Outcome.FAILED;
                    case "skipped" -> Outcome.SKIPPED;
                    default -> Outcome.PASSED; // a flakyFailure or flakyError passed in the end
                };
        if (!cases.isEmpty()) {
            cases.push(cases.pop().worse(outcome));
        } else if (outcome.worse(Outcome.SKIPPED) != Outcome.SKIPPED) {
            add(one(outcome));
        }
    }

    /** All of the documents that were read. */
    TestTotals totals() {
        return suites.element().totals;
    }

    private void add(TestTotals totals) {
        var suite = suites.element();
        suite.totals = suite.totals.plus(totals);
    }

    private static TestTotals one(Outcome outcome) {
        return new TestTotals(
                outcome == Outcome.PASSED ? 1 : 0,
                outcome == Outcome.FAILED ? 1 : 0,
                outcome == Outcome.ERROR ? 1 : 0,
                outcome == Outcome.SKIPPED ? 1 : 0);
    }

    private static Outcome outcome(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "error" -> Outcome.ERROR;
            case "fail", "failed", "failure" -> Outcome.FAILED;
            case "skip", "skipped", "notrun", "disabled", "ignored", "suppressed" -> Outcome.SKIPPED;
            default -> Outcome.PASSED;
        };
    }

    private static long claim(Optional<String> attribute) {
        var digits = attribute.map(String::strip).filter(text -> text.matches("[0-9]+"));
        return digits.map(text -> text.length() > 9 ? MOST_CLAIMED : Long.parseLong(text))
                .orElse(0L);
    }
}
