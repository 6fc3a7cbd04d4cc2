package io.jenkins.plugins.itgc.jenkins.config;

import hudson.model.AbstractDescribableImpl;
import java.io.IOException;

/** Where the policy is written. */
public abstract class PolicySource extends AbstractDescribableImpl<PolicySource> {
    /** What problems call it. */
    abstract String place();

    /** Its text as it is now, in UTF-8. */
    abstract byte[] read() throws IOException;
}
