package io.jenkins.plugins.itgc.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the file that runs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"itgc-gate " + (version == null ? "(not packaged)" : version)};
    }
}
