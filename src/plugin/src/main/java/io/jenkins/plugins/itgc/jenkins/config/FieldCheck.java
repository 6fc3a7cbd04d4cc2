package io.jenkins.plugins.itgc.jenkins.config;

import hudson.util.FormValidation;

/** A form's view of a rule that setters obey as well. */
@FunctionalInterface
interface FieldCheck {
    /** @throws InvalidSetting where the field's text cannot be used */
    void run();

    /** What the form shows. */
    static FormValidation of(FieldCheck check) {
        try {
            check.run();
            return FormValidation.ok();
        } catch (InvalidSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
