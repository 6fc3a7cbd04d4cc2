package io.jenkins.plugins.itgc.request;

/** How a change asks to be approved. */
public enum ChangeType {
    /** Approved before it is deployed. */
    NORMAL,
    /** Approved beforehand, by a template that the policy names. */
    STANDARD,
    /** Approved afterwards: justified now, reviewed later. */
    EMERGENCY
}
