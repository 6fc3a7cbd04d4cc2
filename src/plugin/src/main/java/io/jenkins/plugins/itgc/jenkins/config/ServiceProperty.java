package io.jenkins.plugins.itgc.jenkins.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** What the jobs below a folder deploy, who owns it, and with which credentials its evidence is read. The nearest folder wins. */
public final class ServiceProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    /** As in the policy. */
    private static final Pattern SERVICE = Pattern.compile("\\S(.{0,198}\\S)?");

    private String service = "";
    private String owners = "";
    private List<CredentialsOverride> credentials = new ArrayList<>();

    @DataBoundConstructor
    public ServiceProperty() {
        // All settings are optional.
    }

    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = parseService(service);
    }

    /** Who answers for the service, by comma or line: persons of the policy, or identities such as {@code github:ben}. */
    public String getOwners() {
        return owners;
    }

    @DataBoundSetter
    public void setOwners(@Nullable String owners) {
        this.owners = Util.fixNull(owners).strip();
    }

    public List<CredentialsOverride> getCredentials() {
        return List.copyOf(credentials);
    }

    @DataBoundSetter
    public void setCredentials(List<CredentialsOverride> credentials) {
        ServerName.requireDistinct(
                credentials.stream().map(CredentialsOverride::getServer).toList());
        this.credentials = new ArrayList<>(credentials);
    }

    /** The service that an item deploys, as its folders say. */
    public static Optional<String> serviceOf(Item item) {
        return above(item)
                .map(ServiceProperty::getService)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** Who answers for what an item deploys; empty where no folder says. */
    public static List<String> ownersOf(Item item) {
        return above(item)
                .map(ServiceProperty::getOwners)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> Arrays.stream(text.split("[,\\n\\r]+"))
                        .map(String::strip)
                        .filter(owner -> !owner.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The id of the credentials that an item's runs use for a server in place of the server's own. */
    public static Optional<String> credentialsFor(Item item, String server) {
        return above(item)
                .flatMap(property -> property.credentials.stream())
                .filter(override -> override.getServer().equals(server))
                .map(CredentialsOverride::getCredentialsId)
                .findFirst();
    }

    /** Those of the item itself and of its folders, the nearest first. */
    private static Stream<ServiceProperty> above(Item item) {
        return Stream.<Object>iterate(item, at -> at instanceof Item, at -> ((Item) at).getParent())
                .filter(AbstractFolder.class::isInstance)
                .map(folder -> ((AbstractFolder<?>) folder).getProperties().get(ServiceProperty.class))
                .filter(property -> property != null);
    }

    private static String parseService(@Nullable String text) {
        String name = Util.fixNull(text).strip();
        if (!name.isEmpty() && !SERVICE.matcher(name).matches()) {
            throw new InvalidSetting(Messages.ServiceProperty_service());
        }
        return name;
    }

    private boolean isEmpty() {
        return service.isEmpty() && owners.isEmpty() && credentials.isEmpty();
    }

    /** Its form. */
    @Extension
    @Symbol("itgcService")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ServiceProperty_displayName();
        }

        /** None where the form says nothing, so that folders which have nothing to do with the gate stay as they are. */
        @Override
        public @Nullable AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form)
                throws FormException {
            var property = (ServiceProperty) super.newInstance(request, form);
            return property.isEmpty() ? null : property;
        }

        @RequirePOST
        public FormValidation doCheckService(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
            FormValidation wellFormed = FieldCheck.of(() -> parseService(value));
            return wellFormed.kind == FormValidation.Kind.OK && !value.isBlank() ? inPolicy(value.strip()) : wellFormed;
        }

        private static FormValidation inPolicy(String service) {
            try {
                Policy policy = ChangeGateConfiguration.get().policy();
                List<String> names =
                        policy.services().stream().map(Service::name).toList();
                return names.isEmpty() || names.contains(service)
                        ? FormValidation.ok()
                        : FormValidation.warning(Messages.ServiceProperty_unknownService(String.join(", ", names)));
            } catch (PolicyException e) {
                // Said where the policy is configured.
                return FormValidation.ok();
            }
        }
    }
}
