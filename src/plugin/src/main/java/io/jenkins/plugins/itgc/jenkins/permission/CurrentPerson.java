package io.jenkins.plugins.itgc.jenkins.permission;

import hudson.model.User;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.Optional;

/** Who acts, as the engine knows people. */
public final class CurrentPerson {
    private CurrentPerson() {}

    /** The user that is logged in; empty for nobody, and for Jenkins itself. */
    public static Optional<Identity> identity() {
        return Optional.ofNullable(User.current()).map(User::getId).map(CurrentPerson::identity);
    }

    /** A user of this Jenkins. */
    public static Identity identity(String userId) {
        return new Identity(Identity.System.JENKINS, userId);
    }
}
