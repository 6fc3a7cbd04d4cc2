package io.jenkins.plugins.itgc.jenkins.server;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.jenkins.connection.AuthorizationHeader;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials as a run may use them for one decision: found by their id when they are first needed, and marked as used. */
final class RunCredentials implements Credentials {
    private final Run<?, ?> run;
    private final String server;
    private final URI address;
    private final String id;
    private final AuthorizationHeader header;
    private @Nullable StandardCredentials found;

    RunCredentials(Run<?, ?> run, String server, URI address, String id, AuthorizationHeader header) {
        this.run = run;
        this.server = server;
        this.address = address;
        this.id = id;
        this.header = header;
    }

    /**
     * Finds them.
     *
     * @throws AbortException where the run has none: nothing is ever asked as nobody in their place
     */
    synchronized StandardCredentials find() throws AbortException {
        if (found == null) {
            found = lookUp();
            CredentialsProvider.track(run, found);
        }
        return found;
    }

    private StandardCredentials lookUp() throws AbortException {
        StandardCredentials credentials = CredentialsProvider.findCredentialById(
                id,
                StandardCredentials.class,
                run,
                URIRequirementBuilder.fromUri(address.toString()).build());
        if (credentials == null) {
            throw new AbortException("There are no credentials \"" + id + "\" for server \"" + server + "\" (" + address
                    + ") that " + run.getParent().getFullName()
                    + " may use. Check the id, the domain and the scope of the credentials (system scope is not for runs),"
                    + " or set others in the folder's properties.");
        }
        if (!credentials.getId().equals(id)) {
            throw new AbortException("The run has a credentials parameter named \"" + id
                    + "\", which would stand in for the credentials of server \"" + server
                    + "\". Rename the parameter.");
        }
        return credentials;
    }

    /** Asked of the credentials at each use, since tokens of GitHub Apps expire. */
    @Override
    public Optional<String> authorization() throws IOException {
        return header.value(find());
    }

    /** Looks the credentials up again: they may have been replaced, or give a newer token by now. */
    @Override
    public Optional<String> renewed(String refused) throws IOException {
        synchronized (this) {
            found = null;
        }
        return authorization().filter(value -> !value.equals(refused));
    }
}
