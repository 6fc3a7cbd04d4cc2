package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.AbortException;
import hudson.model.Run;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import io.jenkins.plugins.itgc.jenkins.server.ConnectedServers;
import io.jenkins.plugins.itgc.jenkins.server.RepositoryPlace;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** What a run checked out with Git, as far as it lies on servers that are configured. */
final class CheckedOut {
    private final Run<?, ?> run;
    private final Map<RepositoryPlace, Set<CommitId>> commits = new LinkedHashMap<>();

    CheckedOut(Run<?, ?> run) {
        this.run = run;
        for (BuildData data : run.getActions(BuildData.class)) {
            Revision revision = data.getLastBuiltRevision();
            if (revision != null) {
                data.getRemoteUrls().forEach(url -> add(url, new CommitId(revision.getSha1String())));
            }
        }
    }

    private void add(String url, CommitId commit) {
        try {
            RepositoryPlace place = ConnectedServers.get().locate(url);
            commits.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(commit);
        } catch (AbortException e) {
            // A library from elsewhere is none of the gate's concern; where all are from elsewhere, place() says so.
        }
    }

    /**
     * The repository that the run is about.
     *
     * @throws AbortException where that is not exactly one
     */
    RepositoryPlace place() throws AbortException {
        if (commits.size() == 1) {
            return commits.keySet().iterator().next();
        }
        if (commits.isEmpty()) {
            throw new AbortException("this run has checked out no repository of a configured GitHub server;"
                    + " give repository: 'OWNER/NAME' and commit: 'SHA', or check out before the gate");
        }
        throw new AbortException("this run has checked out "
                + String.join(
                        ", ",
                        commits.keySet().stream()
                                .map(place -> place.repository().toString())
                                .toList())
                + "; say which of them is deployed with repository: 'OWNER/NAME'");
    }

    /**
     * The commit of a repository that the run has.
     *
     * @throws AbortException where that is not exactly one
     */
    CommitId commit(RepositoryPlace place) throws AbortException {
        Set<CommitId> found = of(place);
        if (found.size() == 1) {
            return found.iterator().next();
        }
        throw new AbortException(
                found.isEmpty()
                        ? "this run has not checked out " + place.repository()
                                + "; say which commit is deployed with commit: 'SHA'"
                        : "this run has checked out " + found.size() + " commits of " + place.repository()
                                + "; say which of them is deployed with commit: 'SHA'");
    }

    /** The commit that this run has built and tested, where there is just one. */
    Optional<CommitId> built(RepositoryPlace place) {
        Set<CommitId> found = of(place);
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private Set<CommitId> of(RepositoryPlace place) {
        Set<CommitId> found = new LinkedHashSet<>();
        commits.forEach((candidate, at) -> {
            if (candidate.serverId().equals(place.serverId())
                    && candidate.repository().isSameAs(place.repository())) {
                found.addAll(at);
            }
        });
        return found;
    }

    /** The number of the pull request that a job of a multibranch project builds. */
    Optional<Integer> pullRequest() {
        return Optional.ofNullable(SCMHead.HeadByItem.findHead(run.getParent()))
                .filter(ChangeRequestSCMHead.class::isInstance)
                .map(head -> ((ChangeRequestSCMHead) head).getId())
                .filter(id -> id.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf);
    }
}
