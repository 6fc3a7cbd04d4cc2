package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket that a request or a change names.
 *
 * @param foundIn where
 * @param pullRequest the pull request that names it; absent where the request does
 */
record TicketLink(String key, String foundIn, Optional<Integer> pullRequest) {
    /** All links, each ticket once for each pull request, those of the request first. */
    static List<TicketLink> find(DeploymentRequest request, ChangeTrace trace, List<String> projects) {
        Map<String, TicketLink> links = new LinkedHashMap<>();
        for (String key : request.tickets()) {
            add(links, new TicketLink(key, "request", Optional.empty()));
        }
        var keys = new TicketKeys(projects);
        for (ChangeTrace.TracedPullRequest traced : trace.pullRequests()) {
            PullRequest pullRequest = traced.pullRequest();
            add(links, keys, pullRequest, "title", pullRequest.title());
            add(links, keys, pullRequest, "branch", pullRequest.headRef());
            add(links, keys, pullRequest, "description", pullRequest.body());
            for (ChangeCommit commit : traced.commits().toOptional().orElse(List.of())) {
                add(links, keys, pullRequest, "commit " + commit.sha().brief(), commit.message());
            }
        }
        return List.copyOf(links.values());
    }

    private static void add(
            Map<String, TicketLink> links, TicketKeys keys, PullRequest pullRequest, String where, String text) {
        for (String key : keys.in(text)) {
            add(links, new TicketLink(key, pullRequest.label() + " " + where, Optional.of(pullRequest.number())));
        }
    }

    private static void add(Map<String, TicketLink> links, TicketLink link) {
        links.putIfAbsent(
                link.key() + link.pullRequest().map(number -> "#" + number).orElse(""), link);
    }
}
