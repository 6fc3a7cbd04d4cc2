package io.jenkins.plugins.itgc.policy;

import io.jenkins.plugins.itgc.request.RepositoryName;
import java.util.List;
import java.util.Optional;

/**
 * A service that the policy names.
 *
 * @param name its name
 * @param owners who answers for it
 * @param repository where its source lies
 */
public record Service(String name, List<String> owners, Optional<RepositoryName> repository) {
    public Service {
        owners = List.copyOf(owners);
    }
}
