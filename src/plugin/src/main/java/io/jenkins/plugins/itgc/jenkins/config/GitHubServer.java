package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.itgc.jenkins.connection.ConnectionTest;
import java.net.URI;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A GitHub that changes are read from. */
public final class GitHubServer extends AbstractDescribableImpl<GitHubServer> {
    /** The API of GitHub.com. */
    public static final String GITHUB_COM = "https://api.github.com";

    private final String name;
    private final String apiUrl;
    private String credentialsId = "";

    /**
     * @param name how jobs and folders refer to it
     * @param apiUrl {@code https://api.github.com}, or {@code https://HOST/api/v3} of GitHub Enterprise Server
     * @throws InvalidSetting where one of them cannot be used
     */
    @DataBoundConstructor
    public GitHubServer(String name, String apiUrl) {
        this.name = ServerName.parse(name);
        this.apiUrl = ServerAddress.parse(apiUrl).toString();
    }

    public String getName() {
        return name;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    /** The address that requests go to. */
    public URI address() {
        // Once more: the file that this was read from may have been edited.
        return ServerAddress.parse(apiUrl);
    }

    /** Of credentials; empty to ask as nobody. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = CredentialsChoice.parse(credentialsId);
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GitHubServer> {
        @Override
        public String getDisplayName() {
            return Messages.GitHubServer_displayName();
        }

        @RequirePOST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> ServerName.parse(value));
        }

        @RequirePOST
        public FormValidation doCheckApiUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> ServerAddress.parse(value));
        }

        @RequirePOST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return CredentialsChoice.check(value);
        }

        @RequirePOST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String apiUrl, @QueryParameter String credentialsId) {
            return CredentialsChoice.ofController(apiUrl, credentialsId);
        }

        /**
         * Tries what decisions ask.
         *
         * @param testRepository {@code owner/name}, or nothing to try the server alone
         */
        @RequirePOST
        public FormValidation doTestConnection(
                @QueryParameter String apiUrl,
                @QueryParameter String credentialsId,
                @QueryParameter String testRepository) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return AccessReport.of(
                    () -> ConnectionTest.at(ServerAddress.parse(apiUrl), CredentialsChoice.parse(credentialsId))
                            .gitHub(testRepository));
        }
    }
}
