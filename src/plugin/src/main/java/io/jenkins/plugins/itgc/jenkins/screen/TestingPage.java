package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.jenkins.controltest.TestFolders;
import io.jenkins.plugins.itgc.jenkins.controltest.TestPlan;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The tests of the control, and the form that begins another one. */
public final class TestingPage implements ModelObject, StaplerProxy {
    private static final String FREEZE = "freeze";

    private static final List<String> FIELDS =
            List.of("from", "to", "zone", "environments", "services", "wholeLedger", "withFindings", "allowEmpty");

    /** Whoever tests takes records out of Jenkins. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(ChangeControlPermissions.EXPORT);
        return this;
    }

    @Override
    public String getDisplayName() {
        return Messages.TestingPage_title();
    }

    /** The tests, the one begun last first. */
    public List<TestRow> getTests() throws IOException {
        return TestFolders.get().all().stream()
                .map(TestRow::new)
                .sorted(Comparator.comparing(TestRow::getAt).reversed().thenComparing(TestRow::getId))
                .toList();
    }

    /** One of them; nothing where there is none of that id. */
    public @Nullable ControlTestPage getDynamic(String id) throws IOException {
        return TestFolders.get().find(id).map(ControlTestPage::new).orElse(null);
    }

    /** What was typed before it was refused, or what is most often right. */
    public String typed(String name, String usual) {
        return Stapler.getCurrentRequest2().getAttribute(Typed.ATTRIBUTE) instanceof Typed typed
                ? typed.value(name)
                : usual;
    }

    /** Begins a test: freezes its population in the background. */
    @RequirePOST
    public HttpResponse doFreeze(StaplerRequest2 request) {
        var typed = new Typed(List.of(), name -> null);
        try (var upload = new Upload(request)) {
            typed = upload.typed(FIELDS);
            Optional<InputStream> deployed = upload.file("source");
            var plan = new TestPlan(
                    query(typed),
                    deployed.isPresent(),
                    typed.isTicked("wholeLedger"),
                    typed.isTicked("withFindings"),
                    typed.isTicked("allowEmpty"),
                    Refusal.person(),
                    Shown.now());
            TestFolder folder = TestFolders.get().create(plan, deployed);
            return new ControlTestPage(folder).freeze(folder.id() + "/");
        } catch (GateException | IllegalArgumentException | IOException e) {
            request.setAttribute(Typed.ATTRIBUTE, typed);
            return Refusal.show(FREEZE, String.valueOf(e.getMessage()), this);
        }
    }

    private static PopulationQuery query(Typed typed) {
        return new PopulationQuery(
                day("from", typed),
                day("to", typed),
                zone(typed.given("zone").orElse("UTC")),
                names(typed.value("environments")),
                names(typed.value("services")));
    }

    private static LocalDate day(String name, Typed typed) {
        try {
            return LocalDate.parse(typed.value(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Messages.TestingPage_day(name, typed.value(name)), e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Messages.TestingPage_zone(name), e);
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Zones that there are, for the form. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().toList();
    }
}
