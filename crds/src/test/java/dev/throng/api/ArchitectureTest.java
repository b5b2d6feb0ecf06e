package dev.throng.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The records stay light: the runner has them on its class path, and knows nothing of Kubernetes. */
class ArchitectureTest {

    private static final String HOUSE = "dev.throng.api";

    /** Room → the rooms it may use. A new arrow is a decision: it is added here, with the record that needs it. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("schema", Set.of()),
            entry("check", Set.of("schema")),
            entry("client", Set.of("schema")),
            entry("load", Set.of("schema")),
            entry("pods", Set.of("schema")),
            entry("report", Set.of("schema", "pods")),
            entry("verdict", Set.of("schema")),
            entry("status", Set.of("schema")),
            entry("step", Set.of("schema", "check")),
            entry("scenario", Set.of("schema", "check", "step")),
            entry("", Set.of("schema", "client", "load", "pods", "report", "scenario", "status", "verdict")),
            entry("file.yaml", Set.of("")),
            entry("file.bind", Set.of("", "file.yaml", "schema")),
            entry("file", Set.of("", "file.bind", "file.yaml", "schema", "verdict")));

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
    void roomsUseOnlyTheRoomsTheyMayUse() {
        Map<String, String> unlisted = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(HOUSE)) {
                    String to = room(target);
                    if (!from.equals(to) && !ARROWS.get(from).contains(to)) {
                        unlisted.putIfAbsent(from + " → " + to, dependency.getDescription());
                    }
                }
            }
        }
        assertThat(unlisted).as("arrows that are not in the table").isEmpty();
    }

    /** The part of the package below the house; empty for the roots. */
    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(HOUSE.length());
        return below.isEmpty() ? "" : below.substring(1);
    }
}
