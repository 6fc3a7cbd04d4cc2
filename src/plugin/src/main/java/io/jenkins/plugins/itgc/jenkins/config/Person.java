package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** One human, and how each system knows them. */
public final class Person extends AbstractDescribableImpl<Person> {
    /** As in the policy, where a colon would make an identity of a name. */
    private static final Pattern NAME = Pattern.compile("[^:\\s]([^:\\p{Cntrl}]{0,198}[^:\\s])?");

    private final String name;
    private final String accounts;

    /**
     * @param name as the policy refers to them
     * @param accounts identities such as {@code github:ben}, by comma or line
     * @throws InvalidSetting where one of them cannot be used
     */
    @DataBoundConstructor
    public Person(String name, String accounts) {
        this.name = parseName(name);
        parseAccounts(accounts);
        this.accounts = accounts.strip();
    }

    public String getName() {
        return name;
    }

    public String getAccounts() {
        return accounts;
    }

    /** The accounts, one by one. */
    public List<Identity> identities() {
        return parseAccounts(accounts);
    }

    private static String parseName(@Nullable String text) {
        String name = Util.fixNull(text).strip();
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(Messages.Person_name());
        }
        return name;
    }

    private static List<Identity> parseAccounts(@Nullable String text) {
        var identities = new ArrayList<Identity>();
        for (String account : Util.fixNull(text).split("[,\\n\\r]+")) {
            if (!account.isBlank()) {
                try {
                    identities.add(Identity.parse(account.strip()));
                } catch (IllegalArgumentException e) {
                    throw new InvalidSetting(Messages.Person_account(account.strip()));
                }
            }
        }
        if (identities.isEmpty()) {
            throw new InvalidSetting(Messages.Person_nobody());
        }
        return identities;
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<Person> {
        @Override
        public String getDisplayName() {
            return Messages.Person_displayName();
        }

        @RequirePOST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> parseName(value));
        }

        @RequirePOST
        public FormValidation doCheckAccounts(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> parseAccounts(value));
        }
    }
}
