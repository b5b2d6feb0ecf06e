package dev.throng.operator.schedule;

import dev.throng.api.LoadTestScheduleStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Schedules as metrics: when each last started a run, when it will, how often it did not. Safe for all threads. */
final class ScheduleMeters {
    private final MeterRegistry registry;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    ScheduleMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What was decided about a schedule, and what its status says now. */
    void tell(HasMetadata schedule, Step step, LoadTestScheduleStatus status) {
        Shown one = shown.computeIfAbsent(schedule.getMetadata().getUid(), _ -> new Shown(schedule));
        one.status = status;
        if (step instanceof Step.Skip) {
            one.missed.increment();
        }
    }

    /** The schedule is gone, and so are its meters. */
    void forget(HasMetadata schedule) {
        Shown gone = shown.remove(schedule.getMetadata().getUid());
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    private final class Shown {
        private final Counter missed;
        private final List<Meter> meters;
        private volatile LoadTestScheduleStatus status = LoadTestScheduleStatus.NONE;

        Shown(HasMetadata schedule) {
            Tags tags = Tags.of(
                    "namespace", schedule.getMetadata().getNamespace(),
                    "schedule", schedule.getMetadata().getName());
            missed = Counter.builder("throng.schedule.missed")
                    .description("Starts that were due and were not made in time.")
                    .tags(tags)
                    .register(registry);
            meters = List.of(
                    missed,
                    Gauge.builder(
                                    "throng.schedule.last.start.timestamp.seconds",
                                    this,
                                    one -> seconds(one.status.lastScheduleTime()))
                            .description("When the schedule started its last run; 0 before the first one.")
                            .tags(tags)
                            .register(registry),
                    Gauge.builder(
                                    "throng.schedule.next.start.timestamp.seconds",
                                    this,
                                    one -> seconds(one.status.nextScheduleTime()))
                            .description("When its next run is due; 0 while it is suspended.")
                            .tags(tags)
                            .register(registry));
        }

        private static double seconds(@Nullable String time) {
            return time == null ? 0 : Instant.parse(time).getEpochSecond();
        }
    }
}
