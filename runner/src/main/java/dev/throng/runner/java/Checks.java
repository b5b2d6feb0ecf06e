package dev.throng.runner.java;

import dev.throng.runner.script.Durations;
import dev.throng.scenario.RequestSpec;
import dev.throng.scenario.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with a response, by what the scenario expects of it. */
final class Checks {
    private Checks() {}

    /** By status, checks and duration; null when nothing is. */
    static @Nullable String problem(RequestSpec spec, Response response) {
        String problem = spec.problem(response);
        return problem == null ? late(spec, response) : problem;
    }

    /** Why it took too long; null when it did not. */
    static @Nullable String late(RequestSpec spec, Response response) {
        Duration limit = spec.exceeded(response);
        return limit == null ? null : Durations.exceeded(response.duration().toNanos(), limit.toNanos());
    }
}
