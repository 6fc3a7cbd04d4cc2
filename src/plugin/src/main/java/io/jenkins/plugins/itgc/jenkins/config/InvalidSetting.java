package io.jenkins.plugins.itgc.jenkins.config;

import hudson.model.Failure;

/** A setting that cannot be used. Its message says what is wrong and what is allowed; Jenkins shows it in place of a stack trace. */
public final class InvalidSetting extends Failure {
    private static final long serialVersionUID = 1;

    public InvalidSetting(String message) {
        super(message);
    }
}
