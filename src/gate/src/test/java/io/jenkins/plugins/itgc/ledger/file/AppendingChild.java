package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import java.nio.file.Path;

/** A process of its own that appends until it is killed, and says what was acknowledged. */
final class AppendingChild {
    private static final int THREADS = 4;

    private AppendingChild() {}

    public static void main(String[] arguments) throws Exception {
        var ledger = FileLedger.open(Path.of(arguments[0]), LedgerOptions.defaults());
        System.out.println("open " + ledger.size());
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> append(ledger)).start();
        }
    }

    private static void append(Ledger ledger) {
        try {
            while (true) {
                var body = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1000));
                System.out.println(ledger.append("decision", body).index());
            }
        } catch (LedgerException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
