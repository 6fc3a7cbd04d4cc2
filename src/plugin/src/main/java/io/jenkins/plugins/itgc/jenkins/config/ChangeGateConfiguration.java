package io.jenkins.plugins.itgc.jenkins.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The gate's configuration: Manage Jenkins, System, "Change gate". Setters refuse what cannot be used, and change nothing then. */
@Extension
@Symbol("itgcGate")
public final class ChangeGateConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    // Array lists: what an immutable list is in the saved file is the Java machine's own affair.
    private List<GitHubServer> gitHubServers = new ArrayList<>();
    private List<JiraServer> jiraSites = new ArrayList<>();
    private @Nullable PolicySource policy;
    private List<Person> people = new ArrayList<>();
    private String ledgerDirectory = "";
    private @Nullable PublicationSettings publication;
    private @Nullable OwnFrequencyTable frequencyTable;

    private final transient PolicyInForce inForce = new PolicyInForce();

    public static ChangeGateConfiguration get() {
        return ExtensionList.lookupSingleton(ChangeGateConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ChangeGateConfiguration_displayName();
    }

    /**
     * The policy in force, with the people that are configured here. A file is read anew each time.
     *
     * @throws PolicyException where there is none, or it cannot be read or used; nothing may be allowed then
     */
    public Policy policy() throws PolicyException {
        return inForce.read(policy, people);
    }

    /** Where the ledger lies. */
    public Path ledgerPath() {
        return ledgerDirectory.isEmpty() ? getDefaultLedgerDirectory() : Path.of(ledgerDirectory);
    }

    public List<GitHubServer> getGitHubServers() {
        return List.copyOf(gitHubServers);
    }

    @DataBoundSetter
    public void setGitHubServers(List<GitHubServer> gitHubServers) {
        requireDistinctNames(gitHubServers, jiraSites);
        this.gitHubServers = new ArrayList<>(gitHubServers);
        save();
    }

    public List<JiraServer> getJiraSites() {
        return List.copyOf(jiraSites);
    }

    @DataBoundSetter
    public void setJiraSites(List<JiraServer> jiraSites) {
        requireDistinctNames(gitHubServers, jiraSites);
        this.jiraSites = new ArrayList<>(jiraSites);
        save();
    }

    public @Nullable PolicySource getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(@Nullable PolicySource policy) {
        this.policy = policy;
        save();
    }

    public List<Person> getPeople() {
        return List.copyOf(people);
    }

    @DataBoundSetter
    public void setPeople(List<Person> people) {
        PolicyInForce.requireDistinct(people);
        this.people = new ArrayList<>(people);
        save();
    }

    public String getLedgerDirectory() {
        return ledgerDirectory;
    }

    @DataBoundSetter
    public void setLedgerDirectory(@Nullable String ledgerDirectory) {
        String directory = Util.fixNull(ledgerDirectory).strip();
        if (!directory.isEmpty()) {
            ControllerPath.parse(directory);
        }
        this.ledgerDirectory = directory;
        save();
    }

    /** Where the ledger is published; null for nowhere. */
    public @Nullable PublicationSettings getPublication() {
        return publication;
    }

    @DataBoundSetter
    public void setPublication(@Nullable PublicationSettings publication) {
        this.publication = publication;
        save();
    }

    /** The organisation's own table of sample sizes; null where common practice alone is offered. */
    public @Nullable OwnFrequencyTable getFrequencyTable() {
        return frequencyTable;
    }

    @DataBoundSetter
    public void setFrequencyTable(@Nullable OwnFrequencyTable frequencyTable) {
        this.frequencyTable = frequencyTable;
        save();
    }

    /** Takes the form as a whole or not at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        var draft = new ChangeGateConfiguration();
        try (var neverSaved = new BulkChange(draft)) {
            request.bindJSON(draft, form);
            draft.requireUsablePolicy();
        } catch (InvalidSetting e) {
            throw new FormException(e.getMessage(), e, "itgcGate");
        }
        gitHubServers = draft.gitHubServers;
        jiraSites = draft.jiraSites;
        policy = draft.policy;
        people = draft.people;
        ledgerDirectory = draft.ledgerDirectory;
        publication = draft.publication;
        frequencyTable = draft.frequencyTable;
        save();
        return true;
    }

    /** A policy in a file may come later; one that is written in the form can be mended there and then. */
    private void requireUsablePolicy() {
        if (policy instanceof TextPolicy text && !text.getContent().isBlank()) {
            try {
                policy();
            } catch (PolicyException e) {
                throw new InvalidSetting(e.getMessage());
            }
        }
    }

    /** The ways to write a policy, for the form. */
    public List<Descriptor<PolicySource>> getPolicyDescriptors() {
        return List.copyOf(Jenkins.get().getDescriptorList(PolicySource.class));
    }

    /** Where the ledger lies where no other directory is configured, for the form. */
    public Path getDefaultLedgerDirectory() {
        return Jenkins.get().getRootDir().toPath().resolve("itgc-gate").resolve("ledger");
    }

    /** What a form shows of a policy, read together with the people that are saved. */
    FormValidation check(PolicySource source) {
        try {
            Policy read = inForce.read(source, people);
            return FormValidation.ok(
                    Messages.ChangeGateConfiguration_policy(String.join(", ", read.environments()), read.hash()));
        } catch (PolicyException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @RequirePOST
    public FormValidation doCheckLedgerDirectory(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (value.isBlank()) {
            return FormValidation.ok();
        }
        return FieldCheck.of(() -> {
            Path there = ControllerPath.existing(ControllerPath.parse(value));
            if (!Files.isDirectory(there) || !Files.isWritable(there)) {
                throw new InvalidSetting(Messages.ChangeGateConfiguration_notWritable(there));
            }
        });
    }

    private static void requireDistinctNames(List<GitHubServer> gitHubs, List<JiraServer> jiras) {
        ServerName.requireDistinct(Stream.concat(
                        gitHubs.stream().map(GitHubServer::getName),
                        jiras.stream().map(JiraServer::getName))
                .toList());
    }
}
