package dev.throng.runner.store;

import dev.throng.runner.report.Result;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which stored results of the same LoadTest have outlived their use, by their names: those of runs before the last so many.
 * What a person has put beside them never is one.
 *
 * @param prefix of all the LoadTest's results
 * @param last the highest run that is one; none when below 1
 */
record ExpiredResults(String prefix, int last) {
    private static final Pattern RUN = Pattern.compile("(.+-)([0-9]{1,9})");
    private static final Pattern REST = Pattern.compile("([0-9]{1,9})-[0-9]{8}T[0-9]{6}Z\\.json\\.gz");

    /**
     * @param history how many earlier runs are kept
     * @return empty for a run without a number, which has no earlier ones
     */
    static Optional<ExpiredResults> by(Result result, int history) {
        Matcher run = RUN.matcher(result.runId());
        return run.matches()
                ? Optional.of(new ExpiredResults(run.group(1), Integer.parseInt(run.group(2)) - history - 1))
                : Optional.empty();
    }

    boolean includes(String name) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        Matcher rest = REST.matcher(name.substring(prefix.length()));
        return rest.matches() && Integer.parseInt(rest.group(1)) <= last;
    }
}
