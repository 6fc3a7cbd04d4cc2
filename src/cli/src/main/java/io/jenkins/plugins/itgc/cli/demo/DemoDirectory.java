package io.jenkins.plugins.itgc.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the demonstration leaves behind: policy, workspace, ledger, and a copy of the ledger with one byte changed.
 *
 * @param root its directory
 */
record DemoDirectory(Path root) {
    private static final String RESULTS = "TEST-service.xml";

    Path policy() {
        return root.resolve("policy.yaml");
    }

    Path workspace() {
        return root.resolve("workspace");
    }

    Path ledger() {
        return root.resolve("ledger");
    }

    Path tampered() {
        return root.resolve("tampered-ledger");
    }

    /** Lays out the policy and the test results. */
    void prepare() throws IOException {
        Files.createDirectories(root);
        Files.write(policy(), DemoResource.read("policy.yaml"));
        for (String tests : new String[] {"passing", "failing"}) {
            Path folder = Files.createDirectories(workspace().resolve(tests));
            Files.write(folder.resolve(RESULTS), DemoResource.read("workspace/" + tests + "/" + RESULTS));
        }
    }

    /**
     * Copies the ledger, but for its private key, and gives the first approval of one person to another whose name has one
     * other letter.
     */
    void tamper(String approver, String other) throws IOException {
        copy();
        try (Stream<Path> files = Files.list(tampered())) {
            Path segment = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            String entries = Files.readString(segment, StandardCharsets.UTF_8);
            int login = entries.indexOf("\"login\":\"" + approver + "\"");
            if (login < 0) {
                throw new IOException("the ledger has no approval by " + approver);
            }
            int start = entries.indexOf(approver, login);
            String changed = entries.substring(0, start) + other + entries.substring(start + approver.length());
            Files.writeString(segment, changed, StandardCharsets.UTF_8);
        }
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(ledger())) {
            for (Path file : files.toList()) {
                Path target = tampered().resolve(ledger().relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.endsWith("ledger.key")) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
