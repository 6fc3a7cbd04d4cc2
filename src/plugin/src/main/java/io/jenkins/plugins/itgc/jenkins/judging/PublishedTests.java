package io.jenkins.plugins.itgc.jenkins.judging;

import hudson.model.Run;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.evidence.TestResults;
import io.jenkins.plugins.itgc.reason.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The test results that were published in a run, by {@code junit} or others that publish the same way. */
record PublishedTests(Run<?, ?> run) implements TestResults {
    @Override
    public TestEvidence read() {
        TestResultAction published = run.getAction(TestResultAction.class);
        return new TestEvidence("", published == null ? List.of() : List.of(counted(published.getResult())));
    }

    /** All of them count as one file: Jenkins keeps cases, not the files that they came from. */
    private static TestFile counted(TestResult result) {
        // Jenkins knows no errors beside failures.
        var totals = new TestTotals(result.getPassCount(), result.getFailCount(), 0, result.getSkipCount());
        return new TestFile("published test results", digest(result), Reading.of(totals));
    }

    /** SHA-256 over every case with its status, in the order in which they are kept. */
    private static String digest(TestResult result) {
        MessageDigest digest = sha256();
        for (SuiteResult suite : result.getSuites()) {
            suite.getCases()
                    .forEach(test -> digest.update((test.getClassName()
                                    + '\0'
                                    + test.getName()
                                    + '\0'
                                    + test.getStatus().name()
                                    + '\n')
                            .getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
