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
            entry("script.markup", Set.of()),
            entry("contract", Set.of("script.regex")),
            entry("script.regex", Set.of()),
            entry("script.expression", Set.of("script", "script.json")),
            entry("script.function", Set.of("script", "script.expression", "script.regex")),
            entry(
                    "script.compile",
                    Set.of("script", "script.expression", "script.function", "script.json", "script.regex")),
            entry("stats", Set.of()),
            entry("code", Set.of("grpc", "grpc.proto", "plan.step", "script")),
            entry("grpc.proto", Set.of("script")),
            entry("grpc.message", Set.of("grpc.proto", "script", "script.compile")),
            entry("grpc", Set.of("grpc.message", "grpc.proto", "script")),
            entry("plan.step", Set.of("contract", "grpc", "script", "script.json", "script.markup", "script.regex")),
            entry("plan.http", Set.of("contract")),
            entry("plan.option", Set.of("code", "plan.http", "script")),
            entry(
                    "plan",
                    Set.of(
                            "code",
                            "contract",
                            "data",
                            "grpc",
                            "plan.http",
                            "plan.option",
                            "plan.step",
                            "script",
                            "script.json",
                            "script.markup",
                            "shape")),
            entry(
                    "plan.compile.answer",
                    Set.of(
                            "contract",
                            "plan.http",
                            "plan.option",
                            "plan.step",
                            "script",
                            "script.compile",
                            "script.markup")),
            entry(
                    "plan.compile.http",
                    Set.of(
                            "code",
                            "grpc",
                            "grpc.proto",
                            "plan.http",
                            "plan.option",
                            "plan.step",
                            "script",
                            "script.compile")),
            entry("plan.compile.load", Set.of("code", "plan", "plan.option", "script", "shape")),
            entry(
                    "plan.compile",
                    Set.of(
                            "code",
                            "contract",
                            "data",
                            "grpc",
                            "grpc.message",
                            "grpc.proto",
                            "plan",
                            "plan.compile.answer",
                            "plan.compile.http",
                            "plan.compile.load",
                            "plan.http",
                            "plan.option",
                            "plan.step",
                            "script",
                            "script.compile",
                            "shape")),
            entry("demo", Set.of()),
            entry("witness", Set.of()),
            entry("data", Set.of("script")),
            entry("files", Set.of()),
            entry("imports", Set.of()),
            entry("dispatch", Set.of("plan", "shape")),
            entry("http.h2", Set.of("script")),
            entry("http", Set.of("code", "http.h2", "plan.http", "plan.step", "script")),
            entry("engine.timing", Set.of("plan")),
            entry("engine.draw", Set.of("data", "dispatch", "plan")),
            entry("engine.machine", Set.of("http", "plan", "shape", "stats", "trace", "witness")),
            entry(
                    "engine.judge",
                    Set.of(
                            "contract",
                            "grpc",
                            "grpc.message",
                            "http",
                            "plan.http",
                            "plan.step",
                            "script",
                            "script.expression",
                            "script.json",
                            "script.markup",
                            "script.regex",
                            "stats",
                            "witness")),
            entry(
                    "engine.stream",
                    Set.of("code", "engine.judge", "http", "plan.step", "script", "script.json", "stats")),
            entry(
                    "engine.socket",
                    Set.of(
                            "code",
                            "engine.connection",
                            "engine.judge",
                            "engine.loop",
                            "engine.stream",
                            "engine.timing",
                            "engine.tracing",
                            "engine.user",
                            "http",
                            "plan",
                            "plan.http",
                            "plan.step",
                            "script",
                            "stats")),
            entry("engine.tracing", Set.of("engine.judge", "http", "plan", "script", "stats", "trace", "witness")),
            entry("engine.connection", Set.of("http", "plan.http", "script", "stats")),
            entry(
                    "engine.loop",
                    Set.of(
                            "code",
                            "dispatch",
                            "engine.connection",
                            "engine.draw",
                            "engine.judge",
                            "engine.machine",
                            "engine.timing",
                            "engine.tracing",
                            "http",
                            "plan",
                            "plan.http",
                            "plan.step",
                            "script",
                            "script.json",
                            "shape",
                            "stats",
                            "trace",
                            "witness")),
            entry(
                    "engine.user",
                    Set.of(
                            "code",
                            "dispatch",
                            "engine.connection",
                            "engine.draw",
                            "engine.judge",
                            "engine.loop",
                            "engine.timing",
                            "engine.tracing",
                            "http",
                            "plan",
                            "plan.step",
                            "script",
                            "stats")),
            entry(
                    "engine.exchange",
                    Set.of(
                            "code",
                            "contract",
                            "engine.connection",
                            "engine.draw",
                            "engine.judge",
                            "engine.loop",
                            "engine.machine",
                            "engine.stream",
                            "engine.timing",
                            "engine.tracing",
                            "engine.user",
                            "grpc",
                            "grpc.message",
                            "http",
                            "plan",
                            "plan.http",
                            "plan.step",
                            "script",
                            "script.json",
                            "stats",
                            "witness")),
            entry(
                    "engine.step",
                    Set.of(
                            "code",
                            "data",
                            "dispatch",
                            "engine.connection",
                            "engine.draw",
                            "engine.exchange",
                            "engine.judge",
                            "engine.loop",
                            "engine.socket",
                            "engine.stream",
                            "engine.timing",
                            "engine.tracing",
                            "engine.user",
                            "http",
                            "plan",
                            "plan.http",
                            "plan.step",
                            "script",
                            "stats")),
            entry(
                    "engine.code",
                    Set.of(
                            "code",
                            "engine.connection",
                            "engine.exchange",
                            "engine.judge",
                            "engine.loop",
                            "engine.socket",
                            "engine.timing",
                            "engine.tracing",
                            "engine.user",
                            "grpc",
                            "grpc.proto",
                            "http",
                            "plan",
                            "plan.http",
                            "plan.step",
                            "script",
                            "stats")),
            entry(
                    "engine.load",
                    Set.of(
                            "dispatch",
                            "engine.draw",
                            "engine.loop",
                            "engine.machine",
                            "engine.timing",
                            "engine.user",
                            "plan",
                            "shape",
                            "stats")),
            entry(
                    "engine",
                    Set.of(
                            "code",
                            "dispatch",
                            "engine.code",
                            "engine.draw",
                            "engine.load",
                            "engine.loop",
                            "engine.machine",
                            "engine.step",
                            "engine.user",
                            "plan",
                            "shape",
                            "stats")),
            entry(
                    "java",
                    Set.of(
                            "code",
                            "engine",
                            "grpc",
                            "grpc.message",
                            "grpc.proto",
                            "http",
                            "plan.step",
                            "script",
                            "script.json",
                            "stats")),
            entry("python", Set.of("code", "engine", "http", "script", "stats")),
            entry("verdict", Set.of("plan", "plan.step", "stats")),
            entry("report", Set.of("files", "plan", "shape", "stats", "verdict", "witness")),
            entry("report.html", Set.of("files", "plan", "report", "stats", "verdict")),
            entry("observe", Set.of("plan", "report", "stats", "verdict")),
            entry("store", Set.of("files", "report")),
            entry("export", Set.of("cluster", "plan", "plan.compile", "plan.http", "trace", "web")),
            entry("trace", Set.of()),
            entry("notify", Set.of("report", "stats", "verdict")),
            entry("cluster.wire", Set.of()),
            entry("cluster.protocol", Set.of("cluster.wire", "dispatch", "plan", "shape", "stats")),
            entry("cluster.master.session", Set.of("cluster.protocol", "stats")),
            entry(
                    "cluster.master.service",
                    Set.of(
                            "cluster.master",
                            "cluster.master.session",
                            "cluster.protocol",
                            "cluster.wire",
                            "report",
                            "stats")),
            entry(
                    "cluster.master",
                    Set.of(
                            "cluster.master.session",
                            "cluster.protocol",
                            "cluster.wire",
                            "dispatch",
                            "plan",
                            "report",
                            "script",
                            "shape",
                            "stats",
                            "verdict")),
            entry(
                    "cluster.worker",
                    Set.of(
                            "cluster.protocol",
                            "cluster.wire",
                            "dispatch",
                            "engine",
                            "plan",
                            "script",
                            "shape",
                            "stats")),
            entry(
                    "cluster",
                    Set.of(
                            "cluster.master",
                            "cluster.master.service",
                            "cluster.master.session",
                            "cluster.protocol",
                            "cluster.wire",
                            "cluster.worker",
                            "plan",
                            "report",
                            "shape",
                            "stats",
                            "verdict")),
            entry("sizing", Set.of("cluster", "plan", "report", "shape", "stats", "verdict")),
            entry("web.http", Set.of()),
            entry("web.live", Set.of("code", "plan", "stats", "verdict")),
            entry(
                    "web",
                    Set.of(
                            "web.http",
                            "web.live",
                            "cluster",
                            "code",
                            "engine",
                            "plan",
                            "plan.step",
                            "report",
                            "report.html",
                            "shape",
                            "stats",
                            "verdict")),
            entry("cli.process", Set.of("engine.machine", "http", "report")),
            entry("cli.file", Set.of("cli.process", "code", "plan", "plan.compile", "plan.option", "report")),
            entry(
                    "cli.option",
                    Set.of(
                            "cli.file",
                            "cli.process",
                            "cluster.protocol",
                            "code",
                            "files",
                            "notify",
                            "observe",
                            "plan",
                            "plan.compile",
                            "plan.http",
                            "plan.option",
                            "report",
                            "store",
                            "verdict",
                            "web")),
            entry(
                    "cli.session",
                    Set.of(
                            "cli.file",
                            "cli.option",
                            "cli.process",
                            "cluster",
                            "cluster.protocol",
                            "code",
                            "data",
                            "demo",
                            "dispatch",
                            "engine",
                            "engine.machine",
                            "export",
                            "files",
                            "notify",
                            "plan",
                            "plan.http",
                            "plan.option",
                            "report",
                            "report.html",
                            "script",
                            "shape",
                            "sizing",
                            "stats",
                            "verdict",
                            "web",
                            "witness")),
            entry(
                    "cli",
                    Set.of(
                            "cli.file",
                            "cli.option",
                            "cli.process",
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
                            "plan",
                            "plan.compile",
                            "plan.option",
                            "report",
                            "script",
                            "sizing",
                            "stats",
                            "store",
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
