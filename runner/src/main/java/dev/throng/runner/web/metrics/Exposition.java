package dev.throng.runner.web.metrics;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.capacity.Capacity;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The run as metrics: a pure function of what was measured and how it stands. */
final class Exposition {
    private final Series series;

    private Exposition(Series series) {
        this.series = series;
    }

    /**
     * @param target what is tested
     * @param stages names of the plan's phases, in order
     * @param result of a run that is over
     */
    record Standing(String target, List<String> stages, Live live, Optional<Result> result) {}

    static MetricSnapshots of(Measured measured, Standing standing, List<String> common) {
        Exposition exposition = new Exposition(new Series(common));
        measured.names().forEach(exposition::name);
        measured.failures().forEach(exposition::failures);
        measured.own().forEach(exposition::own);
        exposition.counters(measured.counters());
        measured.workers().forEach(exposition::worker);
        exposition.load(standing.live);
        exposition.generator(standing.live.health());
        exposition.run(standing);
        exposition.thresholds(standing.live.thresholds());
        return exposition.series.snapshots();
    }

    private void name(Measured.Name name) {
        RequestKey key = name.key();
        String judged = String.valueOf(name.judged());
        name.outcomes()
                .forEach((outcome, count) -> series.count(
                        Family.REQUESTS,
                        count,
                        key.user(),
                        key.name(),
                        key.method(),
                        judged,
                        outcome.outcome(),
                        outcome.status()));
        series.add(Family.RESPONSE_TIME, name.response(), name.traces(), key.user(), key.name(), key.method(), judged);
        times(Family.SERVICE_TIME, name.service(), key, judged);
        times(Family.FIRST_BYTE_TIME, name.firstByte(), key, judged);
        series.count(Family.RECEIVED_BYTES, name.bytesReceived(), key.user(), key.name(), key.method(), judged);
        series.count(Family.SENT_BYTES, name.bytesSent(), key.user(), key.name(), key.method(), judged);
    }

    private void times(Family family, LatencyHistogram histogram, RequestKey key, String judged) {
        series.add(family, histogram, key.user(), key.name(), key.method(), judged);
    }

    private void failures(Measured.Failing failing, long count) {
        RequestKey key = failing.key();
        series.count(
                Family.FAILURES,
                count,
                key.user(),
                key.name(),
                key.method(),
                String.valueOf(failing.judged()),
                lower(failing.kind()));
    }

    private void own(CustomMetric metric, LatencyHistogram values) {
        String kind = lower(metric.kind());
        switch (metric.kind()) {
            case GROUP -> series.add(Family.GROUP_DURATION, values, metric.name());
            case GROUP_FAILURES -> series.count(Family.GROUP_FAILURES, values.total(), metric.name());
            case COUNTER, RATE, CHECK -> ownSums(kind, metric.name(), values);
            case TREND, TIME, GAUGE -> {
                ownSums(kind, metric.name(), values);
                ownValue(kind, metric.name(), "min", values.minMicros() / 1000.0);
                ownValue(kind, metric.name(), "mean", values.meanMillis());
                for (int percent : new int[] {50, 95, 99}) {
                    ownValue(kind, metric.name(), "p" + percent, values.percentileMillis(percent));
                }
                ownValue(kind, metric.name(), "max", values.maxMicros() / 1000.0);
            }
        }
    }

    private void ownSums(String kind, String name, LatencyHistogram values) {
        series.count(Family.METRIC_COUNT, values.total(), kind, name);
        series.add(Family.METRIC_SUM, values.sumMicros() / 1000.0, kind, name);
    }

    private void ownValue(String kind, String name, String figure, double value) {
        series.add(Family.METRIC_VALUE, value, kind, name, figure);
    }

    private void counters(Map<Counter, Long> counters) {
        counters.forEach((counter, amount) -> {
            switch (counter) {
                case LATE -> series.count(Family.LATE_STARTS, amount);
                case DROPPED -> series.count(Family.DROPPED_STARTS, amount);
                case STALLED -> {
                    // An outcome of requests.
                }
                default -> series.count(Family.EVENTS, amount, lower(counter));
            }
        });
    }

    private void worker(String name, Measured.Worker worker) {
        series.add(Family.WORKER_USERS, worker.gauges().users(), name);
        series.count(Family.WORKER_REQUESTS, worker.requests(), name);
        known(Family.WORKER_CPU, worker.gauges().processCpu(), name);
        known(Family.WORKER_LOOP, worker.gauges().loopBusy(), name);
        known(Family.WORKER_MEMORY, (double) worker.gauges().residentBytes(), name);
        series.add(Family.WORKER_CONNECTIONS, worker.gauges().connections(), name);
    }

    /** A value that is not known is below 0. */
    private void known(Family family, double value, String... labels) {
        if (value >= 0) {
            series.add(family, value, labels);
        }
    }

    private void load(Live live) {
        series.add(Family.USERS, live.users());
        series.add(Family.INTENDED_USERS, live.intendedUsers());
        series.add(Family.INTENDED_ARRIVALS, live.intendedRate());
        series.add(Family.WORKERS, live.workers(), "working");
        series.add(Family.WORKERS, live.workersLost(), "lost");
    }

    private void generator(Live.Health health) {
        series.add(Family.GENERATOR_HEALTHY, flag(health.healthy()));
        known(Family.GENERATOR_LOOP, health.busiestLoop());
        known(Family.GENERATOR_CPU, health.cpu());
        known(Family.GENERATOR_LAG, health.lagP99Millis() / 1000);
    }

    private void run(Standing standing) {
        Live live = standing.live;
        series.add(Family.RUN_INFO, 1, standing.target);
        for (Live.State state : Live.State.values()) {
            series.add(Family.RUN_STATE, flag(state == live.state()), lower(state));
        }
        for (int i = 0; i < standing.stages.size(); i++) {
            series.add(Family.RUN_STAGE, flag(i == live.phase()), standing.stages.get(i));
        }
        series.add(Family.RUN_ELAPSED, live.elapsedNanos() / 1e9);
        if (live.lengthNanos() != Long.MAX_VALUE) {
            series.add(Family.RUN_LENGTH, live.lengthNanos() / 1e9);
        }
        verdict(standing.result);
    }

    private void verdict(Optional<Result> result) {
        for (Outcome outcome : Outcome.values()) {
            boolean worth =
                    result.filter(over -> over.verdict().outcome() == outcome).isPresent();
            series.add(Family.RUN_VERDICT, flag(worth), lower(outcome));
        }
        result.flatMap(Result::regression).ifPresent(worse -> series.add(Family.RUN_REGRESSION, flag(worse)));
        result.flatMap(over -> over.findings().capacity()).ifPresent(this::capacity);
    }

    private void capacity(Capacity capacity) {
        String unit = lower(capacity.unit());
        series.add(Family.RUN_CAPACITY, capacity.load(), unit, "found");
        series.add(Family.RUN_CAPACITY, capacity.least(), unit, "least");
        if (!Double.isNaN(capacity.most())) {
            series.add(Family.RUN_CAPACITY, capacity.most(), unit, "most");
        }
    }

    private void thresholds(List<Live.ThresholdView> thresholds) {
        for (Live.ThresholdView threshold : thresholds) {
            String of = threshold.name().orElse("");
            if (!Double.isNaN(threshold.measured())) {
                series.add(Family.THRESHOLD_HOLDING, flag(threshold.holding()), threshold.expression(), of);
                series.add(Family.THRESHOLD_MEASURED, threshold.measured(), threshold.expression(), of);
            }
        }
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
