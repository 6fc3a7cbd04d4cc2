package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.exceptions.FollowUpException;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.permission.CurrentPerson;
import io.jenkins.plugins.itgc.policy.PolicyException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * What somebody asked for and did not get: shown on the page from which they asked, with all that they typed. The page reads
 * {@code refusal}, why, and {@code refused}, what, of the request.
 */
final class Refusal {
    private static final int CONFLICT = 409;

    private Refusal() {}

    /** Something that a person decides. */
    interface PersonalDecision {
        void by(Identity person) throws GateException, FollowUpException, PolicyException, IOException;
    }

    /** Carries it out and goes on to a page, or shows why not. */
    static HttpResponse orElse(String what, PersonalDecision decision, String next, Object page) {
        try {
            decision.by(person());
            return HttpResponses.redirectTo(next);
        } catch (GateException | FollowUpException | PolicyException | IOException e) {
            return show(what, String.valueOf(e.getMessage()), page);
        }
    }

    /** Whoever asks. */
    static Identity person() throws GateException {
        return CurrentPerson.identity().orElseThrow(() -> new GateException(Messages.Refusal_nobody()));
    }

    /** Shows the page again, with why not. */
    static HttpResponse show(String what, String why, Object page) {
        return new HttpResponse() {
            @Override
            public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                    throws IOException, ServletException {
                request.setAttribute("refusal", why);
                request.setAttribute("refused", what);
                response.setStatus(CONFLICT);
                request.getView(page, "index.jelly").forward(request, response);
            }
        };
    }
}
