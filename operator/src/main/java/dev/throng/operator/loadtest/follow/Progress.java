package dev.throng.operator.loadtest.follow;

import dev.throng.api.status.ProgressStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a master said last.
 *
 * @param startedAt when the load began, to the second; empty before
 * @param figures how the run goes, as the status gives it
 * @param ready workers that are connected and work
 * @param lost workers lost since the start, replaced ones included
 * @param waitingFor what holds the start up beside the workers, and why
 * @param silent workers that the master has not heard of for long though they never left, by host name
 * @param unhealthy why the generator's figures are not to be trusted; empty when they are
 * @param missed thresholds that do not hold now, as {@code p95 < 500ms}, with the measured value
 */
public record Progress(
        State state,
        Optional<Instant> startedAt,
        ProgressStatus figures,
        int ready,
        int lost,
        Optional<String> waitingFor,
        List<String> silent,
        List<String> unhealthy,
        List<Missed> missed) {

    /** Where the run is. */
    public enum State {
        /** Workers connect and get ready. */
        WAITING,
        RUNNING,
        /** Users finish, the rest of the results comes in. */
        STOPPING,
        /** Everything is merged and judged: the finale can be had. */
        ENDED
    }

    /** The same, while something else holds the start up. */
    public Progress waitingFor(String what) {
        return new Progress(state, startedAt, figures, ready, lost, Optional.of(what), silent, unhealthy, missed);
    }

    /** A threshold that does not hold. */
    public record Missed(String expression, String measured) {}
}
