package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.Api;
import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionType;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.exceptions.Retest;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** An exception, and what people do about it. Each step is an entry of the ledger. */
@ExportedBean(defaultVisibility = 999)
public final class ExceptionPage implements ModelObject {
    private final ControlException exception;

    ExceptionPage(ControlException exception) {
        this.exception = exception;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.ExceptionPage_title(Long.toString(exception.number()));
    }

    @Exported(inline = true)
    public ExceptionRow getRow() {
        return new ExceptionRow(exception, Shown.now());
    }

    /** Whether the reader may follow it up. */
    public boolean isMayReview() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.REVIEW);
    }

    public List<String> getTypes() {
        return Arrays.stream(ExceptionType.values()).map(ExceptionType::text).toList();
    }

    /** What was typed before it was refused, or what is most often right. */
    public String typed(String step, String name, String usual) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String value = step.equals(request.getAttribute("refused")) ? request.getParameter(name) : usual;
        return value == null ? "" : value;
    }

    @RequirePOST
    public HttpResponse doAssign(StaplerRequest2 request) {
        return step(
                "assign",
                request,
                List.of("owner", "due", "type"),
                (followUp, person, typed) -> followUp.assign(
                        exception.number(),
                        person,
                        Identity.parse(typed.value("owner")),
                        typed.given("due").map(LocalDate::parse),
                        typed.given("type").map(ExceptionType::ofText)));
    }

    @RequirePOST
    public HttpResponse doRespond(StaplerRequest2 request) {
        return step(
                "respond",
                request,
                List.of("cause", "compensatingControl", "response"),
                (followUp, person, typed) -> followUp.respond(
                        exception.number(),
                        person,
                        typed.given("cause"),
                        typed.given("compensatingControl"),
                        typed.given("response")));
    }

    @RequirePOST
    public HttpResponse doRetest(StaplerRequest2 request) {
        List<String> names = List.of("item", "decision", "on", "outcome", "seen");
        return step("retest", request, names, (followUp, person, typed) -> {
            boolean passed = typed.value("outcome").equals("passed");
            if (!passed && !typed.value("outcome").equals("failed")) {
                throw new GateException(Messages.ExceptionPage_outcome());
            }
            followUp.retest(
                    exception.number(),
                    new Retest(
                            typed.value("item"),
                            typed.given("decision").map(Long::valueOf),
                            LocalDate.parse(typed.value("on")),
                            person,
                            passed,
                            typed.value("seen")));
        });
    }

    @RequirePOST
    public HttpResponse doClose(StaplerRequest2 request) {
        return step(
                "close",
                request,
                List.of("acceptance", "comment"),
                (followUp, person, typed) -> followUp.close(
                        ChangeGateConfiguration.get().policy().identities(),
                        exception.number(),
                        person,
                        typed.given("acceptance"),
                        typed.value("comment")));
    }

    /** A step that a form asks for. */
    private interface Step {
        void take(FollowUp followUp, Identity person, Typed typed)
                throws FollowUpException, GateException, PolicyException, IOException;
    }

    private HttpResponse step(String what, StaplerRequest2 request, List<String> names, Step step) {
        Jenkins.get().checkPermission(ChangeControlPermissions.REVIEW);
        var typed = new Typed(names, request::getParameter);
        return Refusal.orElse(
                what,
                person -> {
                    try {
                        step.take(new FollowUp(ControllerLedger.get().open(), Clock.systemUTC()), person, typed);
                    } catch (IllegalArgumentException | DateTimeException e) {
                        throw new GateException(String.valueOf(e.getMessage()));
                    }
                },
                ".",
                this);
    }
}
