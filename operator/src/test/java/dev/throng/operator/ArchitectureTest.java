package dev.throng.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The operator's rooms, the arrows between them, and what it may use of the runner. */
class ArchitectureTest {

    private static final String HOUSE = "dev.throng.operator";
    private static final String RUNNER = "dev.throng.runner";

    /** Room → the rooms it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.of("loadtest", Set.of(), "schedule", Set.of("loadtest"));

    /**
     * The runner is a library for two things: the plan of a spec, and the client of a run's master with the values that it
     * gives.
     */
    private static final Set<String> RUNNER_ROOMS =
            Set.of("plan", "shape", "cluster", "report", "verdict", "stats", "notify");

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
        Set<String> unlisted = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = room(type, HOUSE);
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                boolean allowed;
                if (isIn(target, HOUSE)) {
                    String to = room(target, HOUSE);
                    allowed = from.isEmpty()
                            || from.equals(to)
                            || ARROWS.getOrDefault(from, Set.of()).contains(to);
                } else {
                    allowed = !isIn(target, RUNNER) || RUNNER_ROOMS.contains(room(target, RUNNER));
                }
                if (!allowed) {
                    unlisted.add(dependency.getDescription());
                }
            }
        }
        assertThat(unlisted).as("arrows that are not in the tables").isEmpty();
    }

    @Test
    void nothingReadsTheWallClockBehindTheInjectedOne() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static boolean isIn(JavaClass type, String house) {
        return type.getPackageName().equals(house) || type.getPackageName().startsWith(house + ".");
    }

    private static String room(JavaClass type, String house) {
        String below = type.getPackageName().substring(house.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }
}
