package dev.throng.runner.plan.compile.answer;

import dev.throng.api.check.CheckSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks of a scenario by name; which of them expectations refer to is noted on the way. */
public final class Checks {
    private final Map<String, Placed> checks = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final SchemaCompiler schemas;

    private Checks(SchemaCompiler schemas) {
        this.schemas = schemas;
    }

    record Placed(CheckSpec spec, Place place) {}

    /**
     * @param schemas that they and expectations name
     * @param place of {@code scenario.checks}, where it is said what is wrong with their names
     */
    public static Checks of(ScenarioSpec scenario, SchemaCompiler schemas, Place place) {
        Checks all = new Checks(schemas);
        List<CheckSpec> specs = scenario.checks() == null ? List.of() : scenario.checks();
        for (int i = 0; i < specs.size(); i++) {
            all.add(specs.get(i), place.item(i));
        }
        return all;
    }

    private void add(CheckSpec spec, Place place) {
        if (spec.name() == null) {
            place.field("name").problem("is missing, expectations refer to a check by its name");
        } else if (checks.putIfAbsent(spec.name(), new Placed(spec, place)) != null) {
            place.field("name").problem("another check is called " + spec.name() + " already");
        }
    }

    SchemaCompiler schemas() {
        return schemas;
    }

    /** What nobody is called is a problem, and empty. */
    Optional<Placed> find(String name, Place place) {
        Placed found = checks.get(name);
        if (found == null) {
            place.problem("no check is called " + name + Nearest.hint(name, checks.keySet())
                    + (checks.isEmpty() ? ", the scenario has no checks" : ""));
        }
        used.add(name);
        return Optional.ofNullable(found);
    }

    /** Says what is wrong with those that nobody refers to, but for their expressions, whose variables are nobody's. */
    public void checkOthers(Scripts scripts) {
        checks.forEach((name, check) -> {
            if (!used.contains(name)) {
                check.place().warning("nothing refers to this check");
                new ExpectCompiler(scripts, new Variables(), this).whole(check.spec(), check.place());
            }
        });
    }
}
