package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.itgc.evidence.TicketKeys;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.jenkins.connection.ConnectionTest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A Jira that tickets are read from. */
public final class JiraServer extends AbstractDescribableImpl<JiraServer> {
    private static final String CLOUD = "cloud";
    private static final String DATA_CENTER = "data-center";

    private final String name;
    private final String url;
    private final String kind;
    private String projects = "";
    private String credentialsId = "";

    /**
     * @param name how folders refer to it
     * @param url {@code https://ORGANISATION.atlassian.net}, or the base URL of Data Center
     * @param kind {@code cloud} or {@code data-center}
     * @throws InvalidSetting where one of them cannot be used
     */
    @DataBoundConstructor
    public JiraServer(String name, String url, String kind) {
        this.name = ServerName.parse(name);
        this.url = ServerAddress.parse(url).toString();
        parseKind(kind);
        this.kind = kind;
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    /** The address that requests go to. */
    public URI address() {
        // Once more: the file that this was read from may have been edited.
        return ServerAddress.parse(url);
    }

    public String getKind() {
        return kind;
    }

    /** Which Jira it is. */
    public JiraSite.Kind kind() {
        return parseKind(kind);
    }

    /** Keys of the projects that it holds, by comma or space; empty for all that no other Jira holds. */
    public String getProjects() {
        return projects;
    }

    @DataBoundSetter
    public void setProjects(String projects) {
        parseProjects(projects);
        this.projects = projects.strip();
    }

    /** The keys, one by one. */
    public List<String> projects() {
        return parseProjects(projects);
    }

    /** Of credentials; empty to ask as nobody. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = CredentialsChoice.parse(credentialsId);
    }

    private static JiraSite.Kind parseKind(@Nullable String kind) {
        return switch (Util.fixNull(kind)) {
            case CLOUD -> JiraSite.Kind.CLOUD;
            case DATA_CENTER -> JiraSite.Kind.DATA_CENTER;
            default -> throw new InvalidSetting(Messages.JiraServer_kind());
        };
    }

    private static List<String> parseProjects(String projects) {
        List<String> keys = Arrays.stream(projects.split("[,\\s]+"))
                .filter(key -> !key.isEmpty())
                .toList();
        try {
            new TicketKeys(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(Messages.JiraServer_projects(e.getMessage()));
        }
        return keys;
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<JiraServer> {
        @Override
        public String getDisplayName() {
            return Messages.JiraServer_displayName();
        }

        @RequirePOST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> ServerName.parse(value));
        }

        @RequirePOST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> ServerAddress.parse(value));
        }

        @RequirePOST
        public FormValidation doCheckProjects(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> parseProjects(value));
        }

        @RequirePOST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return CredentialsChoice.check(value);
        }

        @RequirePOST
        public ListBoxModel doFillKindItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.JiraServer_cloud(), CLOUD),
                    new ListBoxModel.Option(Messages.JiraServer_dataCenter(), DATA_CENTER));
        }

        @RequirePOST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String url, @QueryParameter String credentialsId) {
            return CredentialsChoice.ofController(url, credentialsId);
        }

        /**
         * Tries what decisions ask.
         *
         * @param testTicket a project's or a ticket's key, or nothing to try the site alone
         */
        @RequirePOST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String kind,
                @QueryParameter String credentialsId,
                @QueryParameter String testTicket) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return AccessReport.of(
                    () -> ConnectionTest.at(ServerAddress.parse(url), CredentialsChoice.parse(credentialsId))
                            .jira(parseKind(kind), testTicket));
        }
    }
}
