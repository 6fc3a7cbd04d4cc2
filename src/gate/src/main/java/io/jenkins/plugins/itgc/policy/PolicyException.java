package io.jenkins.plugins.itgc.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be used, with everything that is wrong with it, in file order. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 50;

    private final transient List<PolicyProblem> problems;

    PolicyException(List<PolicyProblem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    /** A policy that is not there, or cannot be had at all. */
    public static PolicyException unavailable(String name, String message) {
        return new PolicyException(List.of(new PolicyProblem(name, 0, 0, "", message)));
    }

    public List<PolicyProblem> problems() {
        return problems;
    }

    private static String text(List<PolicyProblem> problems) {
        var shown = problems.stream().limit(SHOWN).map(PolicyProblem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= SHOWN ? shown : shown + "\n… and " + (problems.size() - SHOWN) + " more";
    }
}
