package dev.throng.operator.loadtest.status;

import dev.throng.api.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Problems in the message of a condition or an event. */
public final class Listed {
    private static final int MOST = 10;

    private Listed() {}

    /** Each with its place; of very many the first ones. */
    public static String of(List<Problem> problems) {
        String rest = problems.size() > MOST ? "; and " + (problems.size() - MOST) + " more" : "";
        return problems.stream().limit(MOST).map(Listed::text).collect(Collectors.joining("; ")) + rest;
    }

    private static String text(Problem problem) {
        return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
    }
}
