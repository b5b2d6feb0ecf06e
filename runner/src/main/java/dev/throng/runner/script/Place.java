package dev.throng.runner.script;

import dev.throng.api.Problem;
import dev.throng.api.YamlPath;
import java.util.List;

/**
 * A place in the resource where something may be wrong, and the list that says so. Compilers go on after a problem, so
 * that a user is told all of them at once; what they return then is never run.
 *
 * @param path as in {@link Problem}
 * @param problems where they are collected, shared by all places of one compilation
 */
public record Place(String path, List<Problem> problems) {
    public Place field(String name) {
        return new Place(YamlPath.field(path, name), problems);
    }

    public Place item(int index) {
        return new Place(YamlPath.item(path, index), problems);
    }

    public void problem(String message) {
        problems.add(new Problem(path, message));
    }
}
