package io.jenkins.plugins.itgc.cli.year;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens when: 2,000 times, always in the same order; a thousand before the policy changes and a thousand after. */
final class YearPlan {
    static final List<String> SERVICES = List.of(
            "accounts",
            "billing",
            "catalog",
            "checkout",
            "claims",
            "invoices",
            "ledger-export",
            "orders",
            "payments",
            "pricing",
            "refunds",
            "treasury");

    private static final int HALF = 1_000;
    private static final List<String> AUTHORS = List.of("ann", "eva", "finn");

    private final Random random = new Random(2025);
    private final List<Happening> happenings = new ArrayList<>();

    YearPlan() {
        happenings.addAll(half(Map.of(
                Happening.APPROVED_EARLIER, 40,
                Happening.BLOCKED, 30,
                Happening.REJECTED, 4,
                Happening.OVERRIDDEN, 3,
                Happening.OVERRIDDEN_LATE, 1,
                Happening.EMERGENCY, 9,
                Happening.EMERGENCY_LATE, 2,
                Happening.EMERGENCY_UNREVIEWED, 1)));
        happenings.addAll(half(Map.of(
                Happening.BLOCKED, 25,
                Happening.REJECTED, 3,
                Happening.FORCED, 1,
                Happening.OVERRIDDEN, 3,
                Happening.OVERRIDDEN_UNREVIEWED, 1,
                Happening.EMERGENCY, 10,
                Happening.EMERGENCY_LATE, 1,
                Happening.EMERGENCY_UNREVIEWED, 1)));
        happenings.set(HALF + HALF / 2, Happening.ROLLED_BACK);
    }

    private List<Happening> half(Map<Happening, Integer> rare) {
        var all = new ArrayList<Happening>();
        for (Happening happening : Happening.values()) {
            all.addAll(Collections.nCopies(rare.getOrDefault(happening, 0), happening));
        }
        all.addAll(Collections.nCopies(HALF - all.size(), Happening.APPROVED));
        Collections.shuffle(all, random);
        return all;
    }

    List<Happening> happenings() {
        return happenings;
    }

    String service(int number) {
        return SERVICES.get(number % SERVICES.size());
    }

    String author(int number) {
        return AUTHORS.get(number % AUTHORS.size());
    }
}
