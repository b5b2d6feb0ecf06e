package dev.throng.operator.loadtest;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * LoadTests as metrics: how many are in which phase, and of each what its last run came to. They outlive the run's pods, and
 * a new operator knows them again from the statuses. Safe for all threads.
 */
final class LoadTestMeters {
    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    LoadTestMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Phase phase : Phase.values()) {
            Gauge.builder("throng.loadtests", shown, all -> count(all, phase))
                    .description("LoadTests by phase.")
                    .tags("phase", phase.name())
                    .register(registry);
        }
    }

    private static double count(Map<String, Shown> all, Phase phase) {
        return all.values().stream()
                .filter(loadTest -> loadTest.status.phase() == phase)
                .count();
    }

    /** What a LoadTest's status says now. */
    void tell(HasMetadata loadTest, LoadTestStatus status) {
        shown.computeIfAbsent(loadTest.getMetadata().getUid(), _ -> new Shown(loadTest))
                .status(status);
    }

    /** The LoadTest is gone, and so are its meters. */
    void forget(HasMetadata loadTest) {
        Shown gone = shown.remove(loadTest.getMetadata().getUid());
        if (gone != null) {
            gone.remove();
        }
    }

    /** One LoadTest. Its meters are there from its first result on; a run under way leaves them as they were. */
    private final class Shown {
        private final Tags tags;
        private final List<Meter> meters = new ArrayList<>();
        private volatile LoadTestStatus status = LoadTestStatus.NONE;
        private volatile @Nullable LastRun last;

        Shown(HasMetadata loadTest) {
            this.tags = Tags.of(
                    "namespace", loadTest.getMetadata().getNamespace(),
                    "loadtest", loadTest.getMetadata().getName());
        }

        synchronized void status(LoadTestStatus now) {
            status = now;
            LastRun.of(now).ifPresent(run -> {
                last = run;
                if (meters.isEmpty()) {
                    register();
                }
            });
        }

        private void register() {
            for (Verdict verdict : Verdict.values()) {
                gauge(
                        "throng.loadtest.verdict",
                        "1 for the verdict of the LoadTest's last run that is over; 0 for the others.",
                        tags.and("outcome", verdict.name().toLowerCase(Locale.ROOT)),
                        run -> run.verdict() == verdict ? 1.0 : 0.0);
            }
            gauge(
                    "throng.loadtest.p95.seconds",
                    "95th percentile of the response time in the LoadTest's last run that is over.",
                    tags,
                    run -> run.p95() == null ? null : run.p95() / MILLIS);
            gauge(
                    "throng.loadtest.failure.ratio",
                    "Share of the judged requests that failed in the LoadTest's last run that is over, from 0 to 1.",
                    tags,
                    LastRun::failureRate);
            gauge(
                    "throng.loadtest.finished.timestamp.seconds",
                    "When the LoadTest's last run ended.",
                    tags,
                    run -> run.finishedAt() == null
                            ? null
                            : (double) Instant.parse(run.finishedAt()).getEpochSecond());
        }

        private void gauge(String name, String description, Tags labels, Function<LastRun, @Nullable Double> value) {
            meters.add(Gauge.builder(name, this, one -> one.value(value))
                    .description(description)
                    .tags(labels)
                    .register(registry));
        }

        private double value(Function<LastRun, @Nullable Double> of) {
            Double value = last == null ? null : of.apply(last);
            return value == null ? Double.NaN : value;
        }

        synchronized void remove() {
            meters.forEach(registry::remove);
        }
    }

    /** What is shown of the last run that is over. */
    private record LastRun(
            @Nullable Verdict verdict,
            @Nullable Double p95,
            @Nullable Double failureRate,
            @Nullable String finishedAt) {

        /** While another run is under way, the last one is the first of the history. */
        static Optional<LastRun> of(LoadTestStatus status) {
            if (status.phase() == Phase.Finished && status.result() != null) {
                ResultStatus result = status.result();
                return Optional.of(
                        new LastRun(result.verdict(), result.p95(), result.failureRate(), status.finishedAt()));
            }
            return Optional.ofNullable(status.history())
                    .flatMap(runs -> runs.stream().findFirst())
                    .map(run -> new LastRun(run.verdict(), run.p95(), run.failureRate(), run.finishedAt()));
        }
    }
}
