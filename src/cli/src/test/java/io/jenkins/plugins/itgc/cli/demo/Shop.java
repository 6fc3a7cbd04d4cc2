package io.jenkins.plugins.itgc.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demonstration's shop, for tests: its servers, its policy, and an empty ledger. */
public final class Shop implements AutoCloseable {
    private final ReplayedServers servers = new ReplayedServers();
    private final DemoDirectory directory;

    public Shop(Path root) throws IOException {
        directory = new DemoDirectory(root);
        directory.prepare();
    }

    /** The arguments that have the gate decide on the first deployment of a service. */
    public List<String> gate(String service) {
        return gate(service, "production", gitHub());
    }

    public List<String> gate(String service, String environment, String gitHub) {
        var arguments = new ArrayList<>(List.of("gate", "--environment", environment, "--github-url", gitHub));
        arguments.addAll(List.of("--policy", directory.policy().toString(), "--deployer", "github:dora"));
        arguments.addAll(List.of("--jira-url", servers.jira(), "--jira-kind", "cloud"));
        arguments.addAll(List.of("--ledger", ledger().toString()));
        arguments.addAll(List.of("--workspace", directory.workspace().toString()));
        arguments.addAll(deployment(service).arguments());
        return arguments;
    }

    public String commit(String service) {
        return deployment(service).commit();
    }

    private static DemoCase deployment(String service) {
        try {
            return DemoCase.all().stream()
                    .filter(one -> one.service().equals(service))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public Path ledger() {
        return directory.ledger();
    }

    public Path policy() {
        return directory.policy();
    }

    public Path workspace() {
        return directory.workspace();
    }

    public String gitHub() {
        return servers.gitHub();
    }

    /** Changes the first approval by ben in a copy of the ledger, and gives the copy. */
    public Path tamper() throws IOException {
        directory.tamper("ben", "ken");
        return directory.tampered();
    }

    @Override
    public void close() {
        servers.close();
    }
}
