package dev.throng.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The records stay light: the runner has them on its class path, and knows nothing of Kubernetes. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.throng");

    @Test
    void recordsDependOnAnnotationsJacksonAndTheYamlReaderOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.throng.api..",
                        "java..",
                        "com.fasterxml.jackson..",
                        "io.fabric8.crd.generator.annotation..",
                        "io.fabric8.generator.annotation..",
                        "org.snakeyaml.engine..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void theReaderKnowsTheRecordsAndTheRecordsTheSchemasWordsNeverTheOtherWay() {
        noClasses()
                .that()
                .resideInAPackage("dev.throng.api.schema")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.throng.api", "dev.throng.api.file")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.throng.api")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.throng.api.file")
                .check(CLASSES);
    }
}
