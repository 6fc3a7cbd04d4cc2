package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A ledger in front of another, in which a test makes something happen before a stream of entries is read. */
public final class InterceptedLedger {
    private static final Set<String> READS = Set.of("entries", "between", "newestFirst");

    private InterceptedLedger() {}

    /** The ledger, with what happens before each reading. */
    public static Ledger of(Ledger ledger, Runnable before) {
        return (Ledger) Proxy.newProxyInstance(
                InterceptedLedger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (READS.contains(method.getName())) {
                        before.run();
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
