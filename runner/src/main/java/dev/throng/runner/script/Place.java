package dev.throng.runner.script;

import dev.throng.api.Problem;
import dev.throng.api.YamlPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the resource where something may be wrong, and the list that says so. Compilers go on after a problem, so
 * that a user is told all of them at once; what they return then is never run.
 *
 * @param path as in {@link Problem}
 * @param problems where they are collected, shared by all places of one compilation
 * @param warnings what can be run and is hardly what is wanted, collected likewise
 */
public record Place(String path, List<Problem> problems, List<Problem> warnings) {
    /** Whose warnings nobody wants. */
    public Place(String path, List<Problem> problems) {
        this(path, problems, new ArrayList<>());
    }

    public Place field(String name) {
        return new Place(YamlPath.field(path, name), problems, warnings);
    }

    public Place item(int index) {
        return new Place(YamlPath.item(path, index), problems, warnings);
    }

    public void warning(String message) {
        warnings.add(new Problem(path, message));
    }

    public void problem(String message) {
        problems.add(new Problem(path, message));
    }
}
