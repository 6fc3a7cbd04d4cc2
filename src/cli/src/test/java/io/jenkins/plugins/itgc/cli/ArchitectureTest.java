package io.jenkins.plugins.itgc.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.jenkins.plugins.itgc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_COMMAND = noClasses()
            .that()
            .resideOutsideOfPackage("..itgc.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..itgc.cli..", "picocli..");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_JENKINS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke.stapler..", "org.jenkinsci..");

    @ArchTest
    static final ArchRule ONLY_THE_DEMONSTRATION_SERVES = classes()
            .that()
            .resideInAPackage("..itgc.cli..")
            .and()
            .resideOutsideOfPackage("..cli.demo..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("com.sun..");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_COMMAND_HAVE_NO_CYCLE =
            slices().matching("io.jenkins.plugins.itgc.cli.(*)..").should().beFreeOfCycles();
}
