package dev.throng.runner.observe;

import java.util.Optional;

/**
 * What is asked of a Prometheus.
 *
 * @param query PromQL for one number; {@code WINDOW} in it stands for how far back a rate has to look
 * @param limit PromQL for the value at which it is exhausted
 * @param share whether both are shares of something
 * @param late how many windows a value is behind what it tells of: a rate is of the middle of its window
 * @param missable whether it is no problem when there is none of it
 */
record Question(String name, String query, Optional<String> limit, boolean share, double late, boolean missable) {
    static final String WINDOW = "WINDOW";

    String query(int windowSeconds) {
        return query.replace(WINDOW, windowSeconds + "s");
    }

    /** Somebody's own query. */
    static Question own(String name, String query, Optional<String> limit) {
        return new Question(name, query, limit, false, 0, false);
    }
}
