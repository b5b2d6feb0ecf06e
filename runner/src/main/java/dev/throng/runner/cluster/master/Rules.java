package dev.throng.runner.cluster.master;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * By what a run is conducted.
 *
 * @param expected how many workers have to be there before it starts
 * @param startDeadline how long to wait for them
 * @param lead how far ahead an instant is set at which all workers do something together
 * @param lossTimeout silence after which a worker is lost
 * @param patience how long a run with no worker left waits for one
 * @param grace for requests in flight at the end
 * @param lengthNanos of the planned load; {@link Long#MAX_VALUE} when it has no end of its own
 * @param quotas how iterations are divided, when the load ends with a number of them
 * @param feeds data of which workers are given rows
 * @param waits whether it waits for a load to be asked for to start
 */
public record Rules(
        int expected,
        Duration startDeadline,
        Duration lead,
        Duration lossTimeout,
        Duration patience,
        WorkerLossPolicy policy,
        Duration grace,
        long lengthNanos,
        Optional<Quotas> quotas,
        List<Feed> feeds,
        boolean waits) {

    public static Rules of(Plan plan, int expected, Duration startDeadline, Duration lead) {
        return new Rules(
                expected,
                startDeadline,
                lead,
                plan.workerLossTimeout(),
                Duration.ofSeconds(30),
                plan.onWorkerLoss(),
                plan.gracePeriod(),
                plan.shape().map(shape -> shape.lengthNanos()).orElse(Long.MAX_VALUE),
                plan.iterations().map(Quotas::new),
                plan.feeds(),
                plan.shape().isEmpty());
    }
}
