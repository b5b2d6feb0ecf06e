package dev.throng.python;

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

/** The rooms of Python, the arrows between them, and what they may use of the runner. */
class ArchitectureTest {

    private static final String HOUSE = "dev.throng.python";
    private static final String RUNNER = "dev.throng.runner";

    /** Room → the rooms it may use. The rooms' parent may use all of them and is used by none. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "file", Set.of(),
            "http", Set.of(),
            "interpreter", Set.of(),
            "host", Set.of("http", "interpreter"),
            "scenario", Set.of("file", "host", "http", "interpreter"));

    /** Of the runner: its contract with scenarios in code, its TLS, and how it says times. */
    private static final Set<String> RUNNER_ROOMS = Set.of("code", "http", "script");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(HOUSE);

    @Test
    void everyClassLivesInAListedRoom() {
        Set<String> homeless = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String room = room(type, HOUSE);
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
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String arrow = arrow(type, dependency.getTargetClass().getBaseComponentType());
                if (!arrow.isEmpty()) {
                    unlisted.putIfAbsent(arrow, dependency.getDescription());
                }
            }
        }
        assertThat(unlisted)
                .as(() -> unlisted.entrySet().stream()
                        .map(arrow -> arrow.getKey() + ": " + arrow.getValue())
                        .collect(joining("\n", "arrows that are not in the tables\n", "\n")))
                .isEmpty();
    }

    /** Empty when it may be. */
    private static String arrow(JavaClass type, JavaClass target) {
        String from = room(type, HOUSE);
        if (isIn(target, HOUSE)) {
            String to = room(target, HOUSE);
            boolean allowed = from.isEmpty()
                    || from.equals(to)
                    || ARROWS.getOrDefault(from, Set.of()).contains(to);
            return allowed ? "" : from + " → " + to;
        }
        boolean foreign = isIn(target, RUNNER) && !RUNNER_ROOMS.contains(room(target, RUNNER));
        return foreign ? from + " → the runner's " + room(target, RUNNER) : "";
    }

    @Test
    void theTableHasNoCycle() {
        for (String room : ARROWS.keySet()) {
            assertThat(reachable(room, new TreeSet<>()))
                    .as("reachable from " + room)
                    .doesNotContain(room);
        }
    }

    private static Set<String> reachable(String room, Set<String> seen) {
        for (String next : ARROWS.getOrDefault(room, Set.of())) {
            if (seen.add(next)) {
                reachable(next, seen);
            }
        }
        return seen;
    }

    private static boolean isIn(JavaClass type, String house) {
        return type.getPackageName().equals(house) || type.getPackageName().startsWith(house + ".");
    }

    /** The first package below a house that a class is in; empty for the house itself. */
    private static String room(JavaClass type, String house) {
        String below = type.getPackageName().substring(house.length());
        return below.isEmpty() ? "" : below.substring(1).replaceAll("[.].*", "");
    }
}
