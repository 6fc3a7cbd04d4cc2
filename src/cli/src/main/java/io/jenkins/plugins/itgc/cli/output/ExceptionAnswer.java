package io.jenkins.plugins.itgc.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpened;
import io.jenkins.plugins.itgc.exceptions.Retest;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** An exception as a list shows it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExceptionAnswer(
        Status status, boolean overdue, @JsonUnwrapped ControlException exception) {
    public static ExceptionAnswer of(ControlException exception, Instant now) {
        return new ExceptionAnswer(exception.status(), exception.isOverdue(now), exception);
    }

    /** Writes it in two lines or more. */
    public void tell(Screen screen) {
        ExceptionOpened opened = exception.opened();
        screen.marked(
                status == Status.CLOSED ? Mark.PASS : overdue ? Mark.FAIL : Mark.UNKNOWN,
                PlainText.harmless(exception.number() + "  " + (overdue ? "OVERDUE since " : "due ") + exception.due()
                        + "  " + status.text() + "  " + exception.type().text() + ": "
                        + exception.title() + place(opened)
                        + exception.owner().map(who -> "  owner " + who).orElse("  NO OWNER")));
        more(screen, Optional.of(exception.detail()), "");
        more(screen, exception.cause(), "cause: ");
        more(screen, exception.compensatingControl(), "compensating control: ");
        more(screen, exception.response(), "response: ");
        more(screen, exception.retest().map(ExceptionAnswer::retest), "retest: ");
        more(screen, exception.acceptance(), "accepted: ");
        more(screen, exception.closedBy().map(Identity::toString), "closed by ");
    }

    private static String place(ExceptionOpened opened) {
        return Stream.of(opened.service(), opened.environment())
                .filter(name -> !name.isEmpty())
                .reduce((service, environment) -> service + " → " + environment)
                .map(place -> "  " + place)
                .orElse("  " + opened.deploymentId());
    }

    private static String retest(Retest retest) {
        return (retest.passed() ? "passed on " : "FAILED on ") + retest.on() + " by " + retest.by() + ", "
                + retest.item() + ": " + retest.seen();
    }

    private static void more(Screen screen, Optional<String> text, String label) {
        text.filter(words -> !words.isBlank())
                .ifPresent(words -> screen.marked(Mark.MORE, "  " + label + PlainText.harmless(words)));
    }
}
