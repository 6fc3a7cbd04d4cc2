package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import hudson.security.Permission;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.controltest.TestDeletion;
import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.jenkins.controltest.TestSteps;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.permission.CurrentPerson;
import io.jenkins.plugins.itgc.jenkins.publication.LedgerPublication;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.worksheet.WorksheetTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A test of the control, from the population to the bundle. Each step is the engine's, in the background. */
public final class ControlTestPage implements ModelObject {
    private static final String HERE = ".";
    private static final List<String> DRAW = Stream.concat(SizeForm.NAMES.stream(), Stream.of("seed", "seedFrom"))
            .toList();

    private final TestFolder folder;

    ControlTestPage(TestFolder folder) {
        this.folder = folder;
    }

    @Override
    public String getDisplayName() {
        return Messages.ControlTestPage_title(getRow().getPeriod());
    }

    public String getId() {
        return folder.id();
    }

    public TestRow getRow() {
        return new TestRow(folder);
    }

    public WorkView getWork() {
        return new WorkView(work());
    }

    private Optional<Work> work() {
        return Works.get().at(folder.id());
    }

    /** What there is of the test. */
    public TestView getTest() {
        return new TestView(folder);
    }

    /** What was typed before it was refused or failed, or what is most often right. */
    public String typed(String step, String name, String usual) {
        if (Stapler.getCurrentRequest2().getAttribute(Typed.ATTRIBUTE) instanceof Typed typed) {
            return step.equals(Stapler.getCurrentRequest2().getAttribute("refused")) ? typed.value(name) : usual;
        }
        return work().filter(last -> last.step().equals(step) && last.failure().isPresent())
                .map(last -> last.typed(name))
                .orElse(usual);
    }

    /** How many somebody asks for: by the address, or by a draw that was refused. */
    public SizeView getAsked() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        var asked = new Typed(SizeForm.NAMES, request::getParameter);
        return new SizeView(
                asked.isEmpty() ? new Typed(SizeForm.NAMES, name -> typed("draw", name, "")) : asked, folder);
    }

    /** Whether the reader may sign off, on top of testing. */
    public boolean isMaySignOff() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.REVIEW);
    }

    public boolean isPublicationConfigured() {
        return LedgerPublication.isConfigured();
    }

    /** Who is logged in, as the ledger knows people. */
    public String getPerson() {
        return CurrentPerson.identity().map(Identity::toString).orElse("");
    }

    /** Its files. */
    public TestFiles getFiles() {
        return new TestFiles(folder);
    }

    /** A file of the test, by its name. */
    public HttpResponse doDownload(@QueryParameter String name) throws IOException {
        Optional<FileAnswer> file = getFiles().find(name);
        return file.isPresent() ? file.get() : HttpResponses.notFound();
    }

    /** The approved scope documents of its period. */
    public ScopePage getScope() throws IOException {
        return new ScopePage(folder.plan().query());
    }

    /** How far the step under way has come. */
    public HttpResponse doProgress() {
        return getWork().progress();
    }

    @RequirePOST
    public HttpResponse doStop() {
        work().ifPresent(Work::stop);
        return HttpResponses.redirectTo(HERE);
    }

    /** Freezes the population, as where that failed or was stopped. */
    @RequirePOST
    public HttpResponse doFreeze(StaplerRequest2 request) {
        return step(request, "freeze", List.of(), typed -> begin("freeze", typed, true, steps().freeze()));
    }

    HttpResponse freeze(String next) throws GateException, IOException {
        begin("freeze", new Typed(List.of(), name -> null), true, steps().freeze());
        return HttpResponses.redirectTo(next);
    }

    @RequirePOST
    public HttpResponse doDraw(StaplerRequest2 request) {
        return step(request, "draw", DRAW, typed -> {
            var size = new SizeForm(typed);
            var asked = new DrawRequest(
                    size.rule(), typed.value("seed"), typed.value("seedFrom"), size.drawn(), DrawRequest.SEED_DIGITS);
            begin("draw", typed, true, steps().draw(asked));
        });
    }

    @RequirePOST
    public HttpResponse doExtend(StaplerRequest2 request) {
        return step(request, "extend", List.of("stratum", "to", "reason"), typed -> {
            Stratum stratum = Stratum.ofText(typed.value("stratum"));
            begin("extend", typed, true, steps().extend(stratum, number("to", typed), typed.value("reason")));
        });
    }

    @RequirePOST
    public HttpResponse doVoid(StaplerRequest2 request) {
        return step(
                request,
                "void",
                List.of("number", "reason"),
                typed -> begin("void", typed, true, steps().voidItem(number("number", typed), typed.value("reason"))));
    }

    @RequirePOST
    public HttpResponse doWorksheet(StaplerRequest2 request) {
        List<String> names = List.of("control", "statement", "system", "tester", "reviewer", "confidence", "tolerable");
        return step(request, "worksheet", names, typed -> {
            var terms = new WorksheetTerms(
                    typed.given("control").orElseThrow(() -> missing("control")),
                    typed.given("statement").orElse(WorksheetTerms.STATEMENT),
                    typed.given("system").orElseThrow(() -> missing("system")),
                    typed.given("tester").map(Identity::parse),
                    typed.given("reviewer"),
                    Rate.parse(typed.value("confidence")),
                    Rate.parse(typed.value("tolerable")));
            begin("worksheet", typed, true, steps().worksheet(terms));
        });
    }

    private static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException(Messages.ControlTestPage_missing(field));
    }

    /** Takes what a tester gives back, XLSX or CSV. */
    @RequirePOST
    public HttpResponse doResults(StaplerRequest2 request) {
        Path file = folder.returned(UUID.randomUUID().toString());
        try (var upload = new Upload(request)) {
            Identity tester = Refusal.person();
            InputStream sent =
                    upload.file("file").orElseThrow(() -> new GateException(Messages.ControlTestPage_noFile()));
            Files.copy(sent, file);
            begin("results", new Typed(List.of(), name -> null), false, steps().importResults(file, tester));
            return HttpResponses.redirectTo(HERE);
        } catch (GateException | IOException e) {
            return Refusal.show("results", String.valueOf(e.getMessage()), this);
        }
    }

    @RequirePOST
    public HttpResponse doExceptions(StaplerRequest2 request) {
        return step(
                request, "exceptions", List.of(), typed -> begin("exceptions", typed, false, steps().openExceptions()));
    }

    @RequirePOST
    public HttpResponse doSignOff(StaplerRequest2 request) {
        Jenkins.get().checkPermission(ChangeControlPermissions.REVIEW);
        return step(request, "signOff", List.of("on", "statement"), typed -> {
            LocalDate on = LocalDate.parse(typed.value("on"));
            begin("signOff", typed, false, steps().signOff(Refusal.person(), on, typed.value("statement")));
        });
    }

    @RequirePOST
    public HttpResponse doBundle(StaplerRequest2 request) {
        return step(request, "bundle", List.of(), typed -> begin("bundle", typed, true, steps().bundle()));
    }

    /** Publishes a bundle to the configured place. */
    @RequirePOST
    public HttpResponse doPublish(StaplerRequest2 request) {
        return step(request, "publish", List.of("name"), typed -> {
            Path bundle = getFiles()
                    .bundle(typed.value("name"))
                    .orElseThrow(() -> new GateException(Messages.ControlTestPage_noBundle()));
            begin("publish", typed, true, LedgerPublication.get().publish(bundle));
        });
    }

    /** Whether the reader may delete it: what was drawn, only administrators, or people would draw until a sample suits. */
    public boolean isMayDelete() {
        return Jenkins.get().hasPermission(permissionToDelete());
    }

    private Permission permissionToDelete() {
        return folder.isDrawn() ? Jenkins.ADMINISTER : ChangeControlPermissions.EXPORT;
    }

    /** Deletes the files of a test that was never finished. */
    @RequirePOST
    public HttpResponse doDelete(@QueryParameter String confirmed) {
        Jenkins.get().checkPermission(permissionToDelete());
        try {
            if (confirmed == null) {
                throw new GateException(Messages.ControlTestPage_confirm());
            }
            if (getWork().isRunning()) {
                throw new GateException(Messages.ControlTestPage_busy());
            }
            new TestDeletion(folder).delete(Refusal.person());
            return HttpResponses.redirectTo("..");
        } catch (GateException | IOException e) {
            return Refusal.show("delete", String.valueOf(e.getMessage()), this);
        }
    }

    private TestSteps steps() throws IOException {
        return TestSteps.of(folder);
    }

    private static long number(String name, Typed typed) {
        try {
            return Long.parseLong(typed.value(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.DecisionQuery_number(name, typed.value(name)), e);
        }
    }

    /** What a form asks for, begun where it can be read. */
    private interface Asked {
        void begin(Typed typed) throws GateException, SampleException, IOException;
    }

    private HttpResponse step(StaplerRequest2 request, String step, List<String> names, Asked asked) {
        var typed = new Typed(names, request::getParameter);
        try {
            asked.begin(typed);
            return HttpResponses.redirectTo(HERE);
        } catch (GateException | SampleException | IllegalArgumentException | DateTimeException | IOException e) {
            request.setAttribute(Typed.ATTRIBUTE, typed);
            return Refusal.show(step, String.valueOf(e.getMessage()), this);
        }
    }

    private void begin(String step, Typed typed, boolean stoppable, Work.Action action) throws GateException {
        if (!Works.get().begin(folder.id(), new Work(step, typed.all(), stoppable, action))) {
            throw new GateException(Messages.ControlTestPage_busy());
        }
    }
}
