package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** The gate's configuration: Manage Jenkins, System, "Change gate". */
@Extension
@Symbol("itgcGate")
public final class ChangeGateConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private String policyText = "";
    private String ledgerDirectory = "";

    public static ChangeGateConfiguration get() {
        return ExtensionList.lookupSingleton(ChangeGateConfiguration.class);
    }

    /** The policy in force. */
    public Policy policy() throws PolicyException {
        return Policy.read("the policy in Jenkins", policyText.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the ledger lies. */
    public Path ledgerPath() {
        return ledgerDirectory.isBlank()
                ? Jenkins.get().getRootDir().toPath().resolve("itgc-gate").resolve("ledger")
                : Path.of(ledgerDirectory);
    }

    public String getPolicyText() {
        return policyText;
    }

    @DataBoundSetter
    public void setPolicyText(String policyText) {
        this.policyText = policyText;
        save();
    }

    public String getLedgerDirectory() {
        return ledgerDirectory;
    }

    @DataBoundSetter
    public void setLedgerDirectory(String ledgerDirectory) {
        this.ledgerDirectory = ledgerDirectory;
        save();
    }
}
