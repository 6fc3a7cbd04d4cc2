package io.jenkins.plugins.itgc.jenkins.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pipeline says of its deployment; what is null or empty is discovered, or does without. */
public interface Asked {
    String getEnvironment();

    @Nullable
    String getService();

    /** {@code owner/name}, or a remote URL. */
    @Nullable
    String getRepository();

    @Nullable
    String getCommit();

    @Nullable
    Integer getPullRequest();

    /** Keys of tickets. */
    List<String> tickets();

    @Nullable
    String getArtifactDigest();

    @Nullable
    String getRollbackPlan();

    @Nullable
    String getRollbackPlanFile();

    /** Patterns of test reports in the workspace. */
    @Nullable
    String getTestResults();

    /** {@code normal}, {@code standard} or {@code emergency}. */
    String getChangeType();

    @Nullable
    String getTemplate();

    @Nullable
    String getJustification();

    @Nullable
    String getBaseline();
}
