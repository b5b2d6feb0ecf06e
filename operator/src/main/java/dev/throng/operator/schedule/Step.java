package dev.throng.operator.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one reconcile of a schedule does. */
sealed interface Step {
    /** Nothing is due, or nothing may be. */
    record Rest() implements Step {}

    /** A LoadTest is to be made. */
    record Start(Instant due) implements Step {}

    /** Runs under way are to end first; then another one is made. */
    record Abort(Instant due, List<String> loadTests) implements Step {}

    /**
     * This time there is no run.
     *
     * @param reason in CamelCase
     */
    record Skip(Instant due, String reason, String message) implements Step {}

    /** The API server does not take the LoadTest that was to be made; it is tried again. */
    record Refused(Instant due, String message) implements Step {}

    /** What is decided, and what beside it. */
    record Decided(Step step, Optional<Instant> next, List<String> outlived) {
        Decided but(Step other) {
            return new Decided(other, next, outlived);
        }
    }
}
