package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Credentials that the runs below a folder use for a server in place of the server's own. */
public final class CredentialsOverride extends AbstractDescribableImpl<CredentialsOverride> {
    private final String server;
    private final String credentialsId;

    /**
     * @param server the server's name in the configuration
     * @throws InvalidSetting where one of them is missing
     */
    @DataBoundConstructor
    public CredentialsOverride(String server, String credentialsId) {
        this.server = ServerName.parse(server);
        this.credentialsId = CredentialsChoice.parse(credentialsId);
        if (this.credentialsId.isEmpty()) {
            throw new InvalidSetting(Messages.CredentialsOverride_missing());
        }
    }

    public String getServer() {
        return server;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<CredentialsOverride> {
        @Override
        public String getDisplayName() {
            return Messages.CredentialsOverride_displayName();
        }

        @RequirePOST
        public ListBoxModel doFillServerItems(@AncestorInPath @Nullable Item item) {
            requireConfigure(item);
            var model = new ListBoxModel();
            names().forEach(model::add);
            return model;
        }

        @RequirePOST
        public FormValidation doCheckServer(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            requireConfigure(item);
            List<String> names = names().toList();
            return names.contains(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.CredentialsOverride_server(value, String.join(", ", names)));
        }

        @RequirePOST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item,
                @QueryParameter String server,
                @QueryParameter String credentialsId) {
            return item == null
                    ? CredentialsChoice.ofController(address(server), credentialsId)
                    : CredentialsChoice.ofItem(item, address(server), credentialsId);
        }

        @RequirePOST
        public FormValidation doCheckCredentialsId(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            requireConfigure(item);
            return value.isBlank()
                    ? FormValidation.error(Messages.CredentialsOverride_missing())
                    : FieldCheck.of(() -> CredentialsChoice.parse(value));
        }

        private static void requireConfigure(@Nullable Item item) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
        }

        private static Stream<String> names() {
            var configuration = ChangeGateConfiguration.get();
            return Stream.concat(
                    configuration.getGitHubServers().stream().map(GitHubServer::getName),
                    configuration.getJiraSites().stream().map(JiraServer::getName));
        }

        private static String address(String server) {
            var configuration = ChangeGateConfiguration.get();
            Optional<String> gitHub = configuration.getGitHubServers().stream()
                    .filter(candidate -> candidate.getName().equals(server))
                    .map(GitHubServer::getApiUrl)
                    .findFirst();
            return gitHub.or(() -> configuration.getJiraSites().stream()
                            .filter(candidate -> candidate.getName().equals(server))
                            .map(JiraServer::getUrl)
                            .findFirst())
                    .orElse("");
        }
    }
}
