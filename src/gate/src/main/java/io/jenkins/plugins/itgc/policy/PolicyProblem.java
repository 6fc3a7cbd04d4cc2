package io.jenkins.plugins.itgc.policy;

/**
 * One thing that is wrong with a policy.
 *
 * @param file the file's name, as it was given
 * @param line the line, from 1; 0 where the policy was not read from a text
 * @param column the column, from 1; 0 where the policy was not read from a text
 * @param path the keys that lead there, such as {@code controls.approved-change.accept}; empty for the file as a whole
 * @param message what is wrong, and what is allowed
 */
public record PolicyProblem(String file, int line, int column, String path, String message) {
    /** The problem in one line: {@code FILE:LINE:COLUMN: PATH: MESSAGE}, in the form that editors can jump to. */
    @Override
    public String toString() {
        var place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
