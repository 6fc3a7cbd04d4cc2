package io.jenkins.plugins.itgc.jenkins.testing;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.htmlunit.FormEncodingType;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.util.KeyDataPair;
import org.htmlunit.util.NameValuePair;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * A Jenkins whose ledger holds what a test records. {@code nobody} may see jobs, {@code viewer} Change control, {@code ben}
 * may review and test the control, {@code ann} may test it, {@code carla} may review and override.
 */
public final class ChangeControlFixture {
    private final JenkinsRule jenkins;
    private final RecordedDeployments deployments;
    private int gates;

    public ChangeControlFixture(JenkinsRule jenkins) throws IOException {
        this.jenkins = jenkins;
        ChangeGateConfiguration.get().setPolicy(new TextPolicy(RecordedDeployments.POLICY));
        jenkins.jenkins.setCrumbIssuer(null); // scripts add the crumb, and tests run none
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(ChangeControlPermissions.VIEW)
                .everywhere()
                .to("viewer", "ann", "ben", "carla", "dora")
                .grant(ChangeControlPermissions.REVIEW)
                .everywhere()
                .to("ben", "carla", "dora")
                .grant(ChangeControlPermissions.EXPORT)
                .everywhere()
                .to("ann", "ben")
                .grant(ChangeControlPermissions.OVERRIDE)
                .everywhere()
                .to("carla", "dora")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        deployments = new RecordedDeployments(ControllerLedger.get().open());
    }

    public RecordedDeployments deployments() {
        return deployments;
    }

    /** A run whose gates decided these. */
    public FreeStyleBuild run(FreeStyleProject job, long... decisions) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        var action = new ChangeGateAction();
        for (long decision : decisions) {
            action.add(decision);
        }
        build.addAction(action);
        build.save();
        return build;
    }

    /** A gate that waits for this blocked decision. */
    public SimulatedGate waits(FreeStyleBuild run, String service, long decision, String... missing) {
        gates++;
        Instant since = Instant.now().minusSeconds(600L * (1000 - gates));
        var gate = new SimulatedGate(
                "gate-" + gates,
                run,
                service,
                "production",
                decision,
                since,
                Instant.now().plusSeconds(7300),
                List.of(missing),
                deployments.gate(),
                new AtomicInteger());
        WaitingGates.get().add(gate);
        return gate;
    }

    /** A browser without scripts in which somebody is logged in; answers that tell of an error are pages too. */
    public WebClient browser(String user) throws Exception {
        WebClient client = jenkins.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setJavaScriptEnabled(false);
        return user.isEmpty() ? client : client.withBasicCredentials(user, user);
    }

    /** Sends a form. */
    public Page post(WebClient client, String path, String... parameters) throws Exception {
        var request = new WebRequest(new URL(client.getContextPath() + path), HttpMethod.POST);
        List<NameValuePair> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(new NameValuePair(parameters[i], parameters[i + 1]));
        }
        request.setRequestParameters(pairs);
        return client.getPage(request);
    }

    /** Sends a form with a file in a field of that name. */
    public Page upload(WebClient client, String path, String field, Optional<String> content, String... parameters)
            throws Exception {
        var request = new WebRequest(new URL(client.getContextPath() + path), HttpMethod.POST);
        request.setEncodingType(FormEncodingType.MULTIPART);
        List<NameValuePair> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(new NameValuePair(parameters[i], parameters[i + 1]));
        }
        Path sent = Files.createTempFile("sent", ".csv");
        try {
            Files.writeString(sent, content.orElse(""));
            pairs.add(new KeyDataPair(
                    field, sent.toFile(), content.isPresent() ? "sent.csv" : "", "text/csv", StandardCharsets.UTF_8));
            request.setRequestParameters(pairs);
            return client.getPage(request);
        } finally {
            Files.delete(sent);
        }
    }

    /** The status of a page, for somebody who is logged in or, by an empty name, for nobody. */
    public int statusOf(String user, String path) throws Exception {
        var connection = (HttpURLConnection) new URL(jenkins.getURL() + path).openConnection();
        if (!user.isEmpty()) {
            String basic = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
            connection.setRequestProperty("Authorization", "Basic " + basic);
        }
        return connection.getResponseCode();
    }
}
