package io.jenkins.plugins.itgc.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** What may be chosen as a server's credentials, and the rule for their ids. */
final class CredentialsChoice {
    /**
     * Tokens as passwords (GitHub Apps are among them) and as secret texts. Those of system scope are left out, since no run
     * may use them.
     */
    private static final CredentialsMatcher USABLE = CredentialsMatchers.allOf(
            CredentialsMatchers.anyOf(
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                    CredentialsMatchers.instanceOf(StringCredentials.class)),
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)));

    private CredentialsChoice() {}

    /** @throws InvalidSetting where the text is no id: an expression would let a run's parameters choose */
    static String parse(@Nullable String text) {
        String id = Util.fixNull(text).strip();
        if (id.contains("${")) {
            throw new InvalidSetting(Messages.CredentialsChoice_expression());
        }
        return id;
    }

    /** Those of the whole controller that fit a server's address. */
    static ListBoxModel ofController(String address, String present) {
        var model = new StandardListBoxModel().includeEmptyValue();
        if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            model.includeMatchingAs(
                    ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, requirements(address), USABLE);
        }
        return model.includeCurrentValue(present);
    }

    /** Those that the runs in an item may use, its folders' among them. */
    static ListBoxModel ofItem(Item item, String address, String present) {
        var model = new StandardListBoxModel().includeEmptyValue();
        if (item.hasPermission(Item.CONFIGURE)) {
            model.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, requirements(address), USABLE);
        }
        return model.includeCurrentValue(present);
    }

    static List<DomainRequirement> requirements(String address) {
        return URIRequirementBuilder.fromUri(address).build();
    }

    static FormValidation check(String id) {
        FormValidation wellFormed = FieldCheck.of(() -> parse(id));
        return wellFormed.kind == FormValidation.Kind.OK && id.isBlank()
                ? FormValidation.warning(Messages.CredentialsChoice_nobody())
                : wellFormed;
    }
}
