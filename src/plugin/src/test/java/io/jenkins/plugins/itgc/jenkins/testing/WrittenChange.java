package io.jenkins.plugins.itgc.jenkins.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * One merged pull request by ann with one commit, on top of a baseline. Written for the year 2025, so that it lies before every
 * decision.
 */
public final class WrittenChange {
    private static final String PLAN = "Deploy the previous image of the service, then run the down migration.";

    private final WrittenServers servers;
    private final String repository;
    private final int number;
    private final List<String> reviews = new ArrayList<>();
    private String title = "Change";

    WrittenChange(WrittenServers servers, String repository, int number) {
        this.servers = servers;
        this.repository = repository;
        this.number = number;
        servers.gitHub("/repos/" + repository, "{\"full_name\":\"" + repository + "\"}");
        servers.gitHub(path("/compare/" + baseline() + "..." + commit()), """
                {"status":"ahead","total_commits":1,"ahead_by":1,"behind_by":0,
                 "merge_base_commit":{"sha":"%1$s"},
                 "commits":[{"sha":"%2$s","commit":{"message":"Change","author":{"email":"ann@example.org"},
                   "committer":{"email":"ann@example.org"}},
                   "author":{"login":"ann"},"committer":{"login":"ann"},"parents":[{"sha":"%1$s"}]}],
                 "files":[{"filename":"src/Main.java"}]}""".formatted(baseline(), commit()));
        servers.gitHub(path("/pulls/" + number + "/commits"), """
                [{"sha":"%s","commit":{"message":"Part","author":{"email":"ann@example.org"},
                  "committer":{"email":"ann@example.org"}},
                  "author":{"login":"ann"},"committer":{"login":"ann"},"parents":[{"sha":"%s"}]}]""".formatted(head(), baseline()));
        servers.gitHub(path("/activity"), """
                [{"activity_type":"push","ref":"refs/heads/change-%s","after":"%s",
                  "timestamp":"2025-06-03T10:00:00Z","actor":{"login":"ann","type":"User"}}]""".formatted(number, head()));
        for (String person : List.of("ben", "carla")) {
            servers.gitHub(path("/collaborators/" + person + "/permission"), "{\"permission\":\"write\"}");
        }
        write();
    }

    private String path(String below) {
        return "/repos/" + repository + below;
    }

    /** The commit that the pull request brought, and that is deployed. */
    public String commit() {
        return sha('c');
    }

    /** The commit before it. */
    public String baseline() {
        return sha('b');
    }

    private String head() {
        return sha('d');
    }

    private String sha(char kind) {
        return String.format("%08x", number) + String.valueOf(kind).repeat(32);
    }

    public String repository() {
        return repository;
    }

    public int number() {
        return number;
    }

    public WrittenChange title(String text) {
        title = text;
        return write();
    }

    public WrittenChange approvedBy(String person) {
        reviews.add("""
                {"id":%s,"user":{"login":"%s","type":"User"},"state":"APPROVED","commit_id":"%s",
                 "submitted_at":"2025-06-03T11:00:00Z"}""".formatted(number * 100 + reviews.size(), person, head()));
        return write();
    }

    /** Takes all reviews back. */
    public WrittenChange unapproved() {
        reviews.clear();
        return write();
    }

    private WrittenChange write() {
        servers.gitHub(path("/pulls/" + number + "/reviews"), "[" + String.join(",", reviews) + "]");
        var pull = """
                {"number":%1$s,"title":%2$s,"body":"What it does.\\n\\n## Rollback\\n%3$s\\n",
                 "html_url":"https://github.com/%4$s/pull/%1$s","user":{"login":"ann","type":"User"},
                 "base":{"ref":"main","sha":"%5$s","repo":{"full_name":"%4$s","default_branch":"main"}},
                 "head":{"ref":"change-%1$s","sha":"%6$s","repo":{"full_name":"%4$s"}},
                 "created_at":"2025-06-03T09:00:00Z","merged_at":"2025-06-03T12:00:00Z",
                 "merge_commit_sha":"%7$s"}""".formatted(
                        number,
                        com.fasterxml.jackson.databind.node.TextNode.valueOf(title),
                        PLAN,
                        repository,
                        baseline(),
                        head(),
                        commit());
        servers.gitHub(path("/pulls/" + number), pull);
        servers.gitHub(path("/commits/" + commit() + "/pulls"), "[" + pull + "]");
        return this;
    }
}
