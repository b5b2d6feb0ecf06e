package dev.throng.runner.export;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How a receiver wants the metrics. For one thread. */
interface Encoding {
    /** What every post of it says about itself. */
    Map<String, String> headers();

    /**
     * The bodies to post, in order; several when one would be too large.
     *
     * @param at when it was so
     */
    List<byte[]> encode(MetricSnapshots metrics, Instant at);

    /**
     * The bodies that say that nothing follows; none where that is not said.
     *
     * @param at when the next values would have come
     */
    List<byte[]> end(Instant at);
}
