package dev.throng.runner.verdict.capacity;

import java.util.Optional;

/**
 * How one threshold stood in a window.
 *
 * @param name request name it is about; all when empty
 * @param measuredText with unit, for people
 * @param limit in the same unit
 * @param worst name with most of what is beyond the limit, when the threshold is about all requests
 * @param excess how far beyond the limit, in standard errors: above 0 it is missed; 100 where there is no doubt
 * @param strain measured value as a share of the limit: from 1 on it is missed; NaN where that says nothing
 * @param ratio how many times as much as is allowed there was, such as of requests beyond a limit; NaN where nothing is counted
 * @param error standard error of the ratio
 */
public record Objective(
        String expression,
        Optional<String> name,
        double measured,
        String measuredText,
        double limit,
        Optional<String> worst,
        double excess,
        double strain,
        double ratio,
        double error) {

    /** The threshold and what it is about, for people. */
    public String text() {
        return expression + name.or(() -> worst).map(of -> " of " + of).orElse("");
    }
}
