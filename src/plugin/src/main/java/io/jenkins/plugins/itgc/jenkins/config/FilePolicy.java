package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A policy that is a file on the controller, read at each decision. */
public final class FilePolicy extends PolicySource {
    private final String path;

    /**
     * @param path absolute, and out of the reach of builds
     * @throws InvalidSetting where it is not
     */
    @DataBoundConstructor
    public FilePolicy(String path) {
        this.path = ControllerPath.parse(path).toString();
    }

    public String getPath() {
        return path;
    }

    @Override
    String place() {
        return path;
    }

    @Override
    byte[] read() throws IOException {
        try (var stream = Files.newInputStream(ControllerPath.parse(path))) {
            // One more than is allowed, so that a longer file is refused, not cut.
            return stream.readNBytes(Policy.MOST_BYTES + 1);
        }
    }

    /** Its form. */
    @Extension
    @Symbol("file")
    public static final class DescriptorImpl extends Descriptor<PolicySource> {
        @Override
        public String getDisplayName() {
            return Messages.FilePolicy_displayName();
        }

        @RequirePOST
        public FormValidation doCheckPath(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation wellFormed = FieldCheck.of(() -> ControllerPath.parse(value));
            return wellFormed.kind == FormValidation.Kind.OK
                    ? ChangeGateConfiguration.get().check(new FilePolicy(value))
                    : wellFormed;
        }
    }
}
