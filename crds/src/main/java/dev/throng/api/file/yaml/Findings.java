package dev.throng.api.file.yaml;

import dev.throng.api.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file; beyond a bound it only counts. Confined to one thread. */
public final class Findings {
    private static final int MOST = 200;

    private final List<PlacedProblem> found = new ArrayList<>();
    private int more;

    public void add(Location at, String path, String message) {
        if (isFull()) {
            more++;
        } else {
            found.add(new PlacedProblem(at, new Problem(path, message)));
        }
    }

    /** Whether further problems are only counted, so that their words need no thought. */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<PlacedProblem> all() {
        List<PlacedProblem> all = new ArrayList<>(found);
        if (more > 0) {
            all.add(new PlacedProblem(Location.END, new Problem("", more + " more problems")));
        }
        return all;
    }
}
