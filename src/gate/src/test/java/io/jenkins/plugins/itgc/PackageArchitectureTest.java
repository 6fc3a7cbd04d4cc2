package io.jenkins.plugins.itgc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.itgc.evidence.Answer;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between the packages: they follow the data, from the request over the trace of its changes, the evidence and the
 * controls to the decision, its history and the ledger; the gate holds them together. What decides knows nothing of where the
 * evidence comes from.
 */
class PackageArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.itgc.";

    /** What each package may use beside itself. One that is not listed belongs to the listed one above it. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("reason", Set.of()),
            entry("text", Set.of()),
            entry("digest", Set.of()),
            entry("json", Set.of()),
            entry("identity", Set.of("reason")),
            entry("request", Set.of("identity", "reason")),
            entry("trace", and("request")),
            entry("policy", and("request", "json")),
            entry("evidence", and("request", "policy", "trace")),
            entry("http", and("evidence")),
            entry("trace.github", and("request", "trace", "http", "evidence")),
            entry("evidence.jira", and("request", "trace", "http", "evidence")),
            entry("evidence.junit", and("request", "trace", "evidence")),
            entry("controls", and("request", "policy", "trace", "evidence")),
            entry("decision", and("request", "policy", "trace", "evidence", "controls")),
            entry("ledger", Set.of("json", "reason", "text", "digest")),
            entry("history", and("request", "policy", "trace", "evidence", "controls", "decision", "ledger", "json")),
            entry("publication", Set.of("ledger", "history", "json", "text", "reason", "digest")),
            entry("publication.directory", Set.of("publication", "ledger", "text", "digest")),
            entry("publication.s3", Set.of("publication", "ledger", "text", "digest")),
            entry("population", and("request", "decision", "policy", "ledger", "json", "history")),
            entry("sample", and("population", "ledger", "json")),
            entry("exceptions", and("population", "ledger", "json", "history")),
            entry(
                    "signoff",
                    and(
                            "policy",
                            "population",
                            "sample",
                            "worksheet",
                            "worksheet.attribute",
                            "exceptions",
                            "ledger",
                            "json",
                            "history")),
            entry(
                    "bundle",
                    and(
                            "policy",
                            "population",
                            "sample",
                            "worksheet",
                            "exceptions",
                            "signoff",
                            "ledger",
                            "json",
                            "history")),
            entry(
                    "worksheet.attribute",
                    and("request", "policy", "trace", "evidence", "controls", "decision", "ledger", "history")),
            entry(
                    "worksheet",
                    and(
                            "request",
                            "policy",
                            "trace",
                            "evidence",
                            "controls",
                            "decision",
                            "ledger",
                            "json",
                            "history",
                            "population",
                            "sample",
                            "exceptions",
                            "worksheet.attribute")),
            entry(
                    "gate",
                    and(
                            "request",
                            "policy",
                            "trace",
                            "evidence",
                            "controls",
                            "decision",
                            "ledger",
                            "json",
                            "history")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.itgc");

    /** These, the words that everything is told in, and digests. */
    private static Set<String> and(String... names) {
        return Stream.concat(Stream.of("identity", "reason", "text", "digest"), Stream.of(names))
                .collect(Collectors.toSet());
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void shouldUseOnlyWhatTheArrowsAllow(String name) {
        noClasses()
                .that(belongTo(name))
                .should()
                .dependOnClassesThat(describe("belong neither to it nor to " + ARROWS.get(name), used -> {
                    var other = listed(used);
                    return isOurs(used)
                            && !other.equals(name)
                            && !ARROWS.get(name).contains(other);
                }))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldListEveryPackage() {
        assertThat(CLASSES.stream().filter(type -> isOurs(type) && listed(type).isEmpty()))
                .isEmpty();
    }

    @Test
    void shouldHaveNoCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void shouldTakeNothingButTheAnswerFromEvidenceIntoHttp() {
        noClasses()
                .that(belongTo("http"))
                .should()
                .dependOnClassesThat(belongTo("evidence")
                        .and(describe("are not Answer", used -> !used.isEquivalentTo(Answer.class))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldKnowNothingOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke.stapler..", "org.jenkinsci..")
                .check(CLASSES);
    }

    @Test
    void shouldSpeakHttpInAdaptersOnly() {
        noClasses()
                .that(belongTo("http")
                        .or(belongTo("trace.github"))
                        .or(belongTo("evidence.jira"))
                        .negate())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    @Test
    void shouldKnowAwsInItsAdapterOnly() {
        noClasses()
                .that(belongTo("publication.s3").negate())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    /** The same evidence and policy give the same decision, at any time and anywhere. */
    @Test
    void shouldDecideWithoutTheOutsideWorld() {
        var deciding = belongTo("controls").or(belongTo("decision"));

        noClasses()
                .that(deciding)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.concurrent.."))
                .check(CLASSES);
        noClasses().that(deciding).should().callMethodWhere(asksTheMachine()).check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> asksTheMachine() {
        return describe("ask for the time, chance or the environment", call -> {
            var owner = call.getTargetOwner();
            var method = call.getName();
            return owner.getPackageName().equals("java.time") && method.equals("now")
                    || owner.isEquivalentTo(System.class)
                            && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")
                                    .contains(method)
                    || method.equals("randomUUID")
                    || owner.isEquivalentTo(Math.class) && method.equals("random");
        });
    }

    private static DescribedPredicate<JavaClass> belongTo(String name) {
        return describe(
                "belong to " + name, type -> isOurs(type) && listed(type).equals(name));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    /** The listed package that a class belongs to; empty where there is none. */
    private static String listed(JavaClass type) {
        return ARROWS.keySet().stream()
                .filter(name -> (type.getPackageName() + ".").startsWith(ROOT + name + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
