package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A policy that is written in Jenkins' configuration. */
public final class TextPolicy extends PolicySource {
    private final String content;

    /** @param content YAML; empty where there is no policy yet, which blocks every deployment */
    @DataBoundConstructor
    public TextPolicy(String content) {
        this.content = Util.fixNull(content);
    }

    public String getContent() {
        return content;
    }

    @Override
    String place() {
        return "the policy in Jenkins";
    }

    @Override
    byte[] read() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Its form. */
    @Extension(ordinal = 1)
    @Symbol("text")
    public static final class DescriptorImpl extends Descriptor<PolicySource> {
        @Override
        public String getDisplayName() {
            return Messages.TextPolicy_displayName();
        }

        @RequirePOST
        public FormValidation doCheckContent(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return value.isBlank()
                    ? FormValidation.warning(Messages.TextPolicy_empty())
                    : ChangeGateConfiguration.get().check(new TextPolicy(value));
        }
    }
}
