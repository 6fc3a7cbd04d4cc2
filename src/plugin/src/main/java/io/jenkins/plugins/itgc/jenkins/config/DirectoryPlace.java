package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.directory.DirectoryArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A directory on the controller, such as a share that is copied elsewhere. It has no lock. */
public final class DirectoryPlace extends PublicationPlace {
    private final String path;

    /**
     * @param path absolute, and out of the reach of builds
     * @throws InvalidSetting where it is not
     */
    @DataBoundConstructor
    public DirectoryPlace(String path) {
        this.path = ControllerPath.parse(path).toString();
    }

    public String getPath() {
        return path;
    }

    @Override
    public Archive open(InstantSource clock) {
        return new DirectoryArchive(Path.of(path));
    }

    /** Its form. */
    @Extension(ordinal = 1)
    @Symbol("directory")
    public static final class DescriptorImpl extends Descriptor<PublicationPlace> {
        @Override
        public String getDisplayName() {
            return Messages.DirectoryPlace_displayName();
        }

        @RequirePOST
        public FormValidation doCheckPath(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> {
                Path path = ControllerPath.parse(value);
                if (!Files.isDirectory(path)) {
                    throw new InvalidSetting(Messages.DirectoryPlace_missing(path));
                }
                if (!Files.isWritable(path)) {
                    throw new InvalidSetting(Messages.ChangeGateConfiguration_notWritable(path));
                }
            });
        }
    }
}
