package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Glob;
import io.jenkins.plugins.itgc.policy.Settings.Template;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.trace.Range;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A standard change keeps within the template that approved it beforehand. */
final class StandardChange implements Control {
    @Override
    public String id() {
        return "standard-change";
    }

    @Override
    public String title() {
        return "standard change";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        if (evidence.request().changeType() != ChangeType.STANDARD) {
            return ControlResult.notApplicable(this, "not declared as one");
        }
        String name = evidence.request().template().orElse("");
        Optional<Template> template = policy.settings().standardTemplates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (template.isEmpty()) {
            return ControlResult.of(
                    this,
                    List.of(new Reason(
                            ReasonCode.STANDARD_TEMPLATE_UNKNOWN,
                            "",
                            name.isEmpty() ? "the request names no template" : "\"" + name + "\"")),
                    List.of());
        }
        List<Reason> reasons = against(template.get(), evidence, policy);
        if (!reasons.isEmpty()) {
            return ControlResult.of(this, reasons, List.of());
        }
        String approved =
                "template \"" + name + "\", approved by " + template.get().approvedBy() + ", holds until "
                        + template.get().expires();
        return ControlResult.of(
                this,
                List.of(new Reason(ReasonCode.STANDARD_DECLARED, "", "by " + declaredBy(evidence))),
                List.of(approved));
    }

    private static String declaredBy(Evidence evidence) {
        return evidence.request().deployer().map(Object::toString).orElse("nobody");
    }

    private static List<Reason> against(Template template, Evidence evidence, EffectivePolicy policy) {
        var reasons = new ArrayList<Reason>();
        LocalDate today = evidence.at().atZone(ZoneOffset.UTC).toLocalDate();
        if (today.isAfter(template.expires())) {
            reasons.add(new Reason(ReasonCode.STANDARD_EXPIRED, template.name(), "expired " + template.expires()));
        }
        if (!template.services().isEmpty()
                && !template.services().contains(evidence.request().service())) {
            reasons.add(new Reason(
                    ReasonCode.STANDARD_OTHER_SERVICE,
                    template.name(),
                    evidence.request().service() + " is not among " + String.join(", ", template.services())));
        }
        if (!isEntitled(template, evidence, policy.identities())) {
            reasons.add(new Reason(
                    ReasonCode.STANDARD_NOT_ENTITLED, template.name(), declaredBy(evidence) + " is not listed"));
        }
        againstPaths(template, evidence).ifPresent(reasons::add);
        return reasons;
    }

    private static boolean isEntitled(Template template, Evidence evidence, IdentityMap identities) {
        return template.who().isEmpty()
                || evidence.request()
                        .deployer()
                        .filter(deployer -> identities.isAmong(deployer, template.who()))
                        .isPresent();
    }

    private static Optional<Reason> againstPaths(Template template, Evidence evidence) {
        Reading<Range> range = evidence.trace().range();
        if (!range.isPresent()) {
            return Optional.of(range.why().about("range"));
        }
        Reading<List<String>> files = range.get().files();
        if (!files.isPresent()) {
            return Optional.of(files.why().about("changed files"));
        }
        if (range.get().kind() == Range.Kind.NO_BASELINE) {
            return Optional.of(new Reason(
                    ReasonCode.BASELINE_MISSING, template.name(), "without a baseline nobody knows what changes"));
        }
        List<Glob> globs = template.paths().stream().map(Glob::new).toList();
        List<String> outside = files.get().stream()
                .filter(file -> globs.stream().noneMatch(glob -> glob.matches(file)))
                .toList();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(
                        ReasonCode.STANDARD_OTHER_PATHS,
                        template.name(),
                        outside.size() + " outside, the first " + outside.get(0)));
    }
}
