package dev.throng.api.file;

import dev.throng.api.Problem;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.PlacedProblem;
import dev.throng.api.file.yaml.Source;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with one file, sorted by position. Immutable. */
public final class Problems {
    private final Source source;
    private final List<PlacedProblem> all;

    Problems(Source source, List<PlacedProblem> all) {
        this.source = source;
        this.all = all.stream()
                .distinct()
                .sorted(Comparator.comparing(PlacedProblem::location))
                .toList();
    }

    static Problems at(Places places, List<Problem> problems) {
        return new Problems(
                places.source(),
                problems.stream()
                        .map(problem -> new PlacedProblem(
                                places.locate(problem.path()),
                                new Problem(places.whole(problem.path()), problem.message())))
                        .toList());
    }

    public List<PlacedProblem> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** One line each, {@code file:line:column: path: message}, every line with its line break. */
    public String render() {
        return all.stream().map(this::line).collect(Collectors.joining());
    }

    /** As {@link #render}, and below each the source line with a caret under the place. */
    public String renderWithSource() {
        return all.stream()
                .map(problem -> line(problem) + excerpt(problem.location()))
                .collect(Collectors.joining());
    }

    /** On one line, and without what a terminal would obey. */
    private String line(PlacedProblem placed) {
        String path = placed.problem().path();
        String problem = (path.isEmpty() ? "" : path + ": ") + placed.problem().message();
        return source.name() + ":" + placed.location() + ": " + problem.replaceAll("\\p{Cntrl}", " ") + "\n";
    }

    private String excerpt(Location location) {
        return source.line(location.line())
                .filter(text -> !text.isBlank())
                .map(text -> Excerpt.of(text, location.column()))
                .orElse("");
    }
}
