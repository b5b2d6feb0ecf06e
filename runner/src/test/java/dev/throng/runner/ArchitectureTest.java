package dev.throng.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The runner's rooms and the arrows between them. A new arrow is a decision: it is added here, with the code that needs it. */
class ArchitectureTest {

    private static final String HOUSE = "dev.throng.runner";

    /**
     * Room → the rooms it may use. The rooms' parent, where everything is wired, may use all of them and is used by none.
     * A room within a room that has its own line here is one of its own; any other belongs to the room around it.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("shape", Set.of()),
            entry("script", Set.of()),
            entry("script.json", Set.of("script")),
            entry("script.regex", Set.of()),
            entry("script.expression", Set.of("script", "script.json")),
            entry("script.function", Set.of("script", "script.expression", "script.regex")),
            entry(
                    "script.compile",
                    Set.of("script", "script.json", "script.regex", "script.expression", "script.function")),
            entry("stats", Set.of()),
            entry("code", Set.of()),
            entry("grpc.proto", Set.of()),
            entry("grpc.message", Set.of("grpc.proto", "script", "script.compile")),
            entry("grpc", Set.of("grpc.message")),
            entry(
                    "plan",
                    Set.of(
                            "code",
                            "data",
                            "grpc",
                            "grpc.message",
                            "grpc.proto",
                            "shape",
                            "script",
                            "script.compile",
                            "script.json",
                            "script.regex")),
            entry("demo", Set.of()),
            entry("witness", Set.of()),
            entry("data", Set.of()),
            entry("files", Set.of()),
            entry("imports", Set.of()),
            entry("dispatch", Set.of("plan", "shape")),
            entry("http.h2", Set.of("script")),
            entry("http", Set.of("code", "plan", "script", "http.h2")),
            entry("engine.timing", Set.of("plan")),
            entry("engine.draw", Set.of("data", "dispatch", "plan")),
            entry("engine.machine", Set.of("plan", "shape", "stats")),
            entry(
                    "engine.judge",
                    Set.of(
                            "plan",
                            "script",
                            "script.json",
                            "script.regex",
                            "script.expression",
                            "grpc",
                            "grpc.message",
                            "http",
                            "stats",
                            "witness")),
            entry("engine.stream", Set.of("code", "plan", "script", "script.json", "http", "stats", "engine.judge")),
            entry("engine.socket", Set.of("code", "plan", "script", "http", "stats", "engine.judge", "engine.stream")),
            entry(
                    "engine",
                    Set.of(
                            "code",
                            "data",
                            "plan",
                            "script",
                            "script.json",
                            "shape",
                            "dispatch",
                            "grpc",
                            "http",
                            "stats",
                            "engine.timing",
                            "engine.draw",
                            "engine.machine",
                            "engine.judge",
                            "engine.socket",
                            "engine.stream",
                            "trace",
                            "witness")),
            entry("java", Set.of("code", "plan", "script", "script.json", "engine", "http", "stats")),
            entry("python", Set.of("code", "plan", "script", "engine", "http", "stats")),
            entry("verdict", Set.of("plan", "stats")),
            entry("report", Set.of("files", "plan", "shape", "stats", "verdict", "witness")),
            entry("observe", Set.of("plan", "report", "stats", "verdict")),
            entry("store", Set.of("files", "report")),
            entry("export", Set.of("cluster", "plan", "trace", "web")),
            entry("trace", Set.of()),
            entry("notify", Set.of("report", "stats", "verdict")),
            entry("cluster.wire", Set.of()),
            entry("cluster.protocol", Set.of("cluster.wire", "plan", "shape", "dispatch", "stats")),
            entry(
                    "cluster.master",
                    Set.of(
                            "cluster.protocol",
                            "cluster.wire",
                            "plan",
                            "shape",
                            "dispatch",
                            "stats",
                            "verdict",
                            "report")),
            entry(
                    "cluster.worker",
                    Set.of("cluster.protocol", "cluster.wire", "plan", "shape", "dispatch", "engine", "stats")),
            entry(
                    "cluster",
                    Set.of(
                            "cluster.protocol",
                            "cluster.master",
                            "cluster.worker",
                            "cluster.wire",
                            "plan",
                            "shape",
                            "stats",
                            "verdict",
                            "report")),
            entry("sizing", Set.of("cluster", "plan", "report", "shape", "stats", "verdict")),
            entry("web", Set.of("plan", "shape", "engine", "stats", "verdict", "report", "cluster")),
            entry("cli.process", Set.of("engine", "http", "report")),
            entry("cli.file", Set.of("cli.process", "code", "plan", "report")),
            entry(
                    "cli.option",
                    Set.of(
                            "cli.process",
                            "cli.file",
                            "cluster.protocol",
                            "code",
                            "files",
                            "notify",
                            "store",
                            "observe",
                            "plan",
                            "report",
                            "verdict",
                            "web")),
            entry(
                    "cli.session",
                    Set.of(
                            "cli.process",
                            "cli.file",
                            "cli.option",
                            "cluster",
                            "cluster.protocol",
                            "code",
                            "data",
                            "demo",
                            "dispatch",
                            "engine",
                            "export",
                            "files",
                            "notify",
                            "plan",
                            "report",
                            "script",
                            "shape",
                            "stats",
                            "sizing",
                            "verdict",
                            "web",
                            "witness")),
            entry(
                    "cli",
                    Set.of(
                            "cli.process",
                            "cli.file",
                            "cli.option",
                            "cli.session",
                            "cluster",
                            "cluster.worker",
                            "code",
                            "demo",
                            "dispatch",
                            "engine",
                            "engine.machine",
                            "export",
                            "imports",
                            "notify",
                            "store",
                            "plan",
                            "report",
                            "stats",
                            "sizing",
                            "verdict",
                            "web",
                            "witness")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(HOUSE);

    @Test
    void everyClassLivesInAListedRoom() {
        Set<String> homeless = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String room = room(type);
            if (!room.isEmpty() && !ARROWS.containsKey(room)) {
                homeless.add(type.getName());
            }
        }
        assertThat(homeless).as("classes outside the listed rooms").isEmpty();
    }

    @Test
    void roomsUseOnlyTheRoomsTheyMayUse() {
        Map<String, String> unlisted = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!from.isEmpty() && isInHouse(target)) {
                    String to = room(target);
                    if (!from.equals(to) && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
                        unlisted.putIfAbsent(
                                from + " → " + (to.isEmpty() ? "(wiring)" : to), dependency.getDescription());
                    }
                }
            }
        }
        assertThat(unlisted)
                .as(() -> unlisted.entrySet().stream()
                        .map(arrow -> arrow.getKey() + ": " + arrow.getValue())
                        .collect(joining("\n", "arrows that are not in the table\n", "\n")))
                .isEmpty();
    }

    @Test
    void theTableNamesRoomsOnlyAndHasNoCycle() {
        for (String room : ARROWS.keySet()) {
            assertThat(ARROWS.keySet()).containsAll(ARROWS.get(room));
            assertThat(reachable(room, new TreeSet<>()))
                    .as("reachable from " + room)
                    .doesNotContain(room);
        }
    }

    @Test
    void theRunnerKnowsNeitherKubernetesNorQuarkus() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes..", "io.javaoperatorsdk..", "io.quarkus..")
                .check(CLASSES);
    }

    private static Set<String> reachable(String room, Set<String> seen) {
        for (String next : ARROWS.get(room)) {
            if (seen.add(next)) {
                reachable(next, seen);
            }
        }
        return seen;
    }

    private static boolean isInHouse(JavaClass type) {
        return type.getPackageName().equals(HOUSE) || type.getPackageName().startsWith(HOUSE + ".");
    }

    /** The innermost listed room that a class is in, else the first package below the house. Empty for the house itself. */
    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(HOUSE.length());
        String room = below.isEmpty() ? "" : below.substring(1);
        while (room.contains(".") && !ARROWS.containsKey(room)) {
            room = room.substring(0, room.lastIndexOf('.'));
        }
        return room;
    }
}
