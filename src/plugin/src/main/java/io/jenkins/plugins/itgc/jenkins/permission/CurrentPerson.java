package io.jenkins.plugins.itgc.jenkins.permission;

import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Who acts, as the engine knows people. */
public final class CurrentPerson {
    private CurrentPerson() {}

    /** The user that is logged in; empty for nobody, and for Jenkins itself. */
    public static Optional<Identity> identity() {
        // Jenkins acts as a user of its own, which is no person.
        return Jenkins.getAuthentication2().equals(ACL.SYSTEM2)
                ? Optional.empty()
                : Optional.ofNullable(User.current()).map(User::getId).map(CurrentPerson::identity);
    }

    /** A user of this Jenkins. */
    public static Identity identity(String userId) {
        return new Identity(Identity.System.JENKINS, userId);
    }
}
