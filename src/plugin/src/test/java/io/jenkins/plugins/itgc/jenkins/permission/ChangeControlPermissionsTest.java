package io.jenkins.plugins.itgc.jenkins.permission;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.itgc.identity.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ChangeControlPermissionsTest {
    private static final List<Permission> ALL = List.of(
            ChangeControlPermissions.VIEW,
            ChangeControlPermissions.REVIEW,
            ChangeControlPermissions.OVERRIDE,
            ChangeControlPermissions.EXPORT);

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    private static List<Permission> of(String user) {
        var authentication = User.getById(user, true).impersonate2();
        return ALL.stream()
                .filter(permission -> jenkins.jenkins.getACL().hasPermission2(authentication, permission))
                .toList();
    }

    @Test
    void eachIsGrantedAloneAndAdministratorsHaveAll() {
        var strategy = new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin");
        for (Permission permission : ALL) {
            strategy.grant(permission).everywhere().to(permission.name);
        }
        strategy.grant(Jenkins.READ).everywhere().to("reader");
        jenkins.jenkins.setAuthorizationStrategy(strategy);

        assertThat(of("admin")).isEqualTo(ALL);
        assertThat(of("reader")).isEmpty();
        for (Permission permission : ALL) {
            assertThat(of(permission.name)).containsExactly(permission);
        }
    }

    @Test
    void areGrantedAsCodeWithAMatrix(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("jenkins.yaml"), """
                jenkins:
                  authorizationStrategy:
                    globalMatrix:
                      entries:
                        - user: {name: reviewer, permissions: ["Change control/View", "Change control/Review"]}
                        - user: {name: releaser, permissions: ["Change control/Override", "Change control/Export"]}
                        - user: {name: admin, permissions: ["Overall/Administer"]}
                """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(of("reviewer")).containsExactly(ChangeControlPermissions.VIEW, ChangeControlPermissions.REVIEW);
        assertThat(of("releaser")).containsExactly(ChangeControlPermissions.OVERRIDE, ChangeControlPermissions.EXPORT);
        assertThat(of("admin")).isEqualTo(ALL);
    }

    @Test
    void theCurrentPersonIsAUserOfThisJenkins() {
        try (var ignored = ACL.as2(User.getById("Ben", true).impersonate2())) {
            assertThat(CurrentPerson.identity()).contains(Identity.parse("jenkins:ben"));
        }
        try (var ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(CurrentPerson.identity()).isEmpty();
        }
        try (var ignored = ACL.as2(ACL.SYSTEM2)) {
            assertThat(CurrentPerson.identity()).isEmpty();
        }
    }
}
