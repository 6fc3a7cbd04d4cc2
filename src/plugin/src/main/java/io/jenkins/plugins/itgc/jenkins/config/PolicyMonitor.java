package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.util.Optional;

/** Tells administrators that the configured policy cannot be used, which blocks every deployment. */
@Extension
public final class PolicyMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.PolicyMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return problems().isPresent();
    }

    /** What is wrong, a line each, for the view. */
    public String getText() {
        return problems().orElse("");
    }

    private static Optional<String> problems() {
        var configuration = ChangeGateConfiguration.get();
        if (configuration.getPolicy() == null) {
            return Optional.empty();
        }
        try {
            configuration.policy();
            return Optional.empty();
        } catch (PolicyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
