package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.model.Cause;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.permission.CurrentPerson;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.jspecify.annotations.Nullable;

/** Why a run runs: who started it, and how. */
final class Causes {
    private static final String REBUILD = "com.sonyericsson.rebuild.RebuildCause";

    private static final int LONGEST_TEXT = 1000;

    private final Run<?, ?> run;
    private final List<Cause> causes;

    Causes(Run<?, ?> run) {
        this.run = run;
        this.causes = run.getCauses();
    }

    /**
     * Who deploys: the user who started the run, or the run that started it, and so on. A run that no person started is
     * Jenkins' own, {@code jenkins:SYSTEM}, which the policy's identities must know for separation of duties. Empty where a
     * person may have started it, and who is not known: a visitor, somebody with the job's token, one of several users.
     */
    Optional<Identity> deployer() {
        Set<String> direct = users(causes.stream());
        Set<String> users = direct.isEmpty() ? users(causes.stream().flatMap(Causes::before)) : direct;
        if (users.isEmpty()) {
            return Optional.of(CurrentPerson.identity(ACL.SYSTEM_USERNAME));
        }
        return Optional.of(users)
                .filter(some -> some.size() == 1)
                .map(one -> one.iterator().next())
                .filter(user -> !user.isEmpty())
                .map(CurrentPerson::identity);
    }

    /** Ids of users; an empty one stands for a person whom nobody knows. */
    private static Set<String> users(Stream<Cause> causes) {
        return causes.map(Causes::user).filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable String user(Cause cause) {
        if (cause instanceof Cause.UserIdCause started) {
            String id = started.getUserId();
            return id == null || id.equals(ACL.ANONYMOUS_USERNAME) || id.equals(ACL.SYSTEM_USERNAME) ? "" : id;
        }
        boolean hidesSomebody =
                cause instanceof Cause.RemoteCause || cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause;
        return hidesSomebody ? "" : null;
    }

    /** The causes of the run that caused this one, all the way up. */
    private static Stream<Cause> before(Cause cause) {
        return cause instanceof Cause.UpstreamCause upstream
                ? upstream.getUpstreamCauses().stream().flatMap(above -> Stream.concat(Stream.of(above), before(above)))
                : Stream.empty();
    }

    /** What started the run, and which parameters somebody chose: one line for the record. */
    String text() {
        String how = causes.stream().map(Cause::getShortDescription).collect(Collectors.joining("; "));
        List<String> chosen = chosenParameters();
        return PlainText.harmless(
                how + (chosen.isEmpty() ? "" : "; parameters other than by default: " + String.join(", ", chosen)),
                LONGEST_TEXT);
    }

    /** Names only: values may be secrets. */
    private List<String> chosenParameters() {
        ParametersAction given = run.getAction(ParametersAction.class);
        ParametersDefinitionProperty defined = run.getParent().getProperty(ParametersDefinitionProperty.class);
        if (given == null) {
            return List.of();
        }
        return given.getParameters().stream()
                .filter(value -> defined == null || !isDefault(value, defined))
                .map(ParameterValue::getName)
                .toList();
    }

    private static boolean isDefault(ParameterValue value, ParametersDefinitionProperty defined) {
        var definition = defined.getParameterDefinition(value.getName());
        return definition != null && value.equals(definition.getDefaultParameterValue());
    }

    /** What the run is to its pipeline; the most serious where it is several. */
    PipelineOrigin origin() {
        if (runsAnEditedScript()) {
            return PipelineOrigin.REPLAYED;
        }
        if (causes.stream().anyMatch(RestartedStage::isOne)) {
            return PipelineOrigin.RESTARTED_FROM_STAGE;
        }
        return causes.stream().anyMatch(Causes::rebuilds) ? PipelineOrigin.REBUILT : PipelineOrigin.AS_WRITTEN;
    }

    private static boolean rebuilds(Cause cause) {
        // By name: its plugin may be missing.
        return cause instanceof ReplayCause || cause.getClass().getName().equals(REBUILD);
    }

    /** Whether somebody edited the script, for this run or for one that this run takes its script from. */
    private boolean runsAnEditedScript() {
        return causes.stream().anyMatch(Causes::bringsAnEditedScript);
    }

    private static boolean bringsAnEditedScript(Cause cause) {
        if (cause instanceof ReplayCause replay) {
            return !replay.isRebuilt() || isOrMayBeEdited(replay.getOriginal());
        }
        return RestartedStage.isOne(cause) && isOrMayBeEdited(RestartedStage.original(cause));
    }

    /** Of a build that was deleted nobody can tell. */
    private static boolean isOrMayBeEdited(@Nullable Run<?, ?> original) {
        return original == null || new Causes(original).runsAnEditedScript();
    }
}
