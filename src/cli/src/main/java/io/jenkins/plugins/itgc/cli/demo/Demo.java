package io.jenkins.plugins.itgc.cli.demo;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.reason.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command for a dozen deployments, then on the ledger that they leave, and checks that all comes as it is told. */
public final class Demo {
    private static final String DEPLOYER = "github:dora";
    private static final String REVIEWER = "github:carla";

    /** The command: its arguments, and the exit code that it ended with. */
    @FunctionalInterface
    public interface Command {
        int run(List<String> arguments);
    }

    private final Command command;
    private final Screen screen;
    private final DemoDirectory directory;
    private final List<String> surprises = new ArrayList<>();

    /**
     * @param directory where its files go
     */
    public Demo(Command command, Screen screen, Path directory) {
        this.command = command;
        this.screen = screen;
        this.directory = new DemoDirectory(directory);
    }

    /**
     * Runs it.
     *
     * @return what did not come as it was told; empty where all did
     */
    public List<String> run() throws IOException {
        directory.prepare();
        screen.line("A dozen deployments at ACME, decided by the policy in " + directory.policy() + ".");
        screen.line("GitHub and Jira are replayed inside this process; nothing leaves this machine.");
        List<DemoCase> cases = DemoCase.all();
        try (var servers = new ReplayedServers()) {
            for (int i = 0; i < cases.size(); i++) {
                screen.heading((i + 1) + ". " + cases.get(i).title());
                screen.line(cases.get(i).told());
                decide(cases.get(i), servers);
            }
        }
        verifyLedger();
        whatNext();
        return surprises;
    }

    private void decide(DemoCase demo, ReplayedServers servers) throws IOException {
        var arguments =
                new ArrayList<>(List.of("gate", "--policy", directory.policy().toString()));
        arguments.addAll(List.of("--environment", "production", "--deployer", DEPLOYER));
        arguments.addAll(List.of("--workspace", directory.workspace().toString()));
        arguments.addAll(List.of("--github-url", demo.serverDown() ? nobody() : servers.gitHub()));
        arguments.addAll(List.of("--jira-url", servers.jira(), "--jira-kind", "cloud"));
        if (demo.serverDown()) {
            arguments.addAll(List.of("--time-budget", "1s"));
        }
        arguments.addAll(demo.arguments());
        expect(demo.exitCode(), onLedger(arguments));
        Entry entry = newest();
        expectReasons(demo, entry);
        if (demo.result()) {
            String started = entry.time().toString();
            expect(
                    0,
                    onLedger(List.of(
                            "record-result",
                            String.valueOf(entry.index()),
                            "--outcome",
                            "success",
                            "--started",
                            started)));
        }
        if (demo.review()) {
            screen.line("Dora would review it herself:");
            expect(2, review(entry, DEPLOYER));
            screen.line("Carla does:");
            expect(0, review(entry, REVIEWER));
        }
    }

    private int review(Entry emergency, String reviewer) {
        return onLedger(List.of(
                "review",
                String.valueOf(emergency.index()),
                "--policy",
                directory.policy().toString(),
                "--reviewer",
                reviewer,
                "--accept",
                "--comment",
                "INC-2041 was real; the check is right, and a test was added."));
    }

    private void verifyLedger() throws IOException {
        String approved = "1";
        screen.heading("The ledger");
        screen.line("Every decision is a line of an append-only log, and a signature covers them all:");
        expect(0, onLedger(List.of("ledger", "verify")));
        screen.line("Whoever has the first decision and the ledger's key needs nothing else to know that it is in it:");
        expect(0, onLedger(List.of("ledger", "prove", approved)));
        screen.heading("Tampering");
        directory.tamper("ben", "ken");
        screen.line("In a copy, one letter was changed: the first approval by ben is now by ken.");
        expect(
                4,
                command.run(List.of(
                        "ledger", "verify", "--ledger", directory.tampered().toString())));
    }

    private void whatNext() {
        screen.heading("What to try next");
        String ledger = " --ledger " + directory.ledger();
        Stream.of(
                        "ledger list" + ledger,
                        "ledger show 1 --replay" + ledger,
                        "ledger prove 1 --json" + ledger,
                        "ledger verify --ledger " + directory.tampered(),
                        "policy show " + directory.policy() + " --service reports-api --environment production",
                        "gate --help")
                .forEach(arguments -> screen.marked(Mark.REMEDY, program() + " " + arguments));
    }

    /** How the command was called, as the script that calls it says. */
    private static String program() {
        String called = System.getenv("ITGC_GATE_COMMAND");
        return called == null ? "itgc-gate" : called;
    }

    private int onLedger(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--ledger", directory.ledger().toString()));
        return command.run(all);
    }

    private Entry newest() throws IOException {
        try (Ledger ledger = FileLedger.read(directory.ledger());
                Stream<Entry> entries = ledger.newestFirst()) {
            return entries.findFirst().orElseThrow(() -> new IOException("the ledger is empty"));
        }
    }

    private void expectReasons(DemoCase demo, Entry entry) throws IOException {
        var decision = Json.read(entry.body(), DecisionRecord.class).decision();
        var codes = decision.controls().stream()
                .flatMap(result -> result.reasons().stream())
                .map(Reason::code)
                .toList();
        if (decision.verdict() != demo.verdict() || !codes.containsAll(demo.codes())) {
            surprises.add(demo.title() + ": told " + demo.verdict() + " " + demo.codes() + ", decided "
                    + decision.verdict() + " " + codes);
        }
    }

    private void expect(int told, int exitCode) {
        if (told != exitCode) {
            surprises.add("exit code " + exitCode + " where " + told + " was told");
        }
    }

    /** An address of this machine where nobody listens. */
    private static String nobody() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}
