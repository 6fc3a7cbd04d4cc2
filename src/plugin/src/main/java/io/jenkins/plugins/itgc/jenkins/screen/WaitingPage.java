package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A waiting gate: what is missing, and what people can do about it. */
public final class WaitingPage implements ModelObject {
    private static final String OVERVIEW = "../..";

    private final WaitingGate gate;

    WaitingPage(WaitingGate gate) {
        this.gate = gate;
    }

    @Override
    public String getDisplayName() {
        return Messages.WaitingPage_title(getRow().getService(), getRow().getEnvironment());
    }

    public WaitingRow getRow() {
        return new WaitingRow(gate, Shown.now());
    }

    /** Whether the reader may review, and have gates checked again. */
    public boolean isMayReview() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.REVIEW);
    }

    /** Whether the reader may override and turn down. */
    public boolean isMayOverride() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.OVERRIDE);
    }

    /** Has the evidence looked at again, soon. */
    @RequirePOST
    public HttpResponse doCheckAgain() {
        Jenkins.get().checkPermission(ChangeControlPermissions.REVIEW);
        gate.checkAgain();
        return HttpResponses.redirectTo(OVERVIEW);
    }

    /** Lets the deployment go on as an emergency. */
    @RequirePOST
    public HttpResponse doOverride(@QueryParameter String reason) {
        Jenkins.get().checkPermission(ChangeControlPermissions.OVERRIDE);
        return Refusal.orElse("override", person -> gate.override(person, text(reason)), OVERVIEW, this);
    }

    /** Ends the waiting: the deployment stays blocked. */
    @RequirePOST
    public HttpResponse doReject(@QueryParameter String reason) {
        Jenkins.get().checkPermission(ChangeControlPermissions.OVERRIDE);
        return Refusal.orElse("reject", person -> gate.reject(person, text(reason)), OVERVIEW, this);
    }

    @SuppressWarnings("ConstantValue") // what a form does not send is null
    private static String text(String parameter) {
        return parameter == null ? "" : parameter;
    }
}
