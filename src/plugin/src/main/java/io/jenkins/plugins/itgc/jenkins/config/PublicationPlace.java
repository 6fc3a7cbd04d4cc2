package io.jenkins.plugins.itgc.jenkins.config;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.PublicationException;
import java.time.InstantSource;

/** Where the ledger is published. */
public abstract class PublicationPlace extends AbstractDescribableImpl<PublicationPlace> {
    /**
     * Opens it; nothing is asked of it yet.
     *
     * @throws PublicationException where it cannot be opened, or its credentials are not there
     */
    public abstract Archive open(InstantSource clock) throws PublicationException;
}
