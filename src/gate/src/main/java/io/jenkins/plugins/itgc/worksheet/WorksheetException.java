package io.jenkins.plugins.itgc.worksheet;

import java.util.List;

/** A worksheet was not made, cannot be read, or its results were not taken; the message says why and what to do. */
public final class WorksheetException extends Exception {
    private static final long serialVersionUID = 1;

    /** Problems that a message tells; the others are counted. */
    private static final int TOLD = 50;

    public WorksheetException(String message) {
        super(message);
    }

    public WorksheetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** All that is wrong, one line for each. */
    public static WorksheetException of(String what, List<String> problems) {
        var told = new StringBuilder(what);
        problems.stream().limit(TOLD).forEach(problem -> told.append("\n- ").append(problem));
        if (problems.size() > TOLD) {
            told.append("\n- … and ").append(problems.size() - TOLD).append(" more");
        }
        return new WorksheetException(told.toString());
    }
}
