package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What somebody may do in a repository, in GitHub's words: {@code admin}, {@code write}, {@code read} or {@code none}
 * (maintain counts as write, triage as read).
 *
 * @see <a href="https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user">GitHub
 *     REST: repository permissions for a user</a>
 */
public record Permission(@JsonValue String name) {
    @JsonCreator
    public Permission {}

    public boolean mayWrite() {
        return name.equals("admin") || name.equals("maintain") || name.equals("write");
    }
}
