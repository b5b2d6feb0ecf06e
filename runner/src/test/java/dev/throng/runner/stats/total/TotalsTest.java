package dev.throng.runner.stats.total;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.timeline.NamePoint;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.timeline.SlicePoint;
import dev.throng.runner.stats.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws of the merge: what went in comes out, whatever the order, the cut into intervals and the number of workers. */
class TotalsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int WARMUP = 0;

    private final Totals totals = new Totals(phase -> phase != WARMUP);
    private final Random random = new Random(42);
    private final List<Long> judgedMicros = new ArrayList<>();
    private long requests;
    private long failures;

    @Test
    void countsInAreCountsMerged() {
        for (Delivery delivery : run(4, 30)) {
            totals.add(delivery.worker, delivery.snapshot);
        }
        Tally judged = totals.judged();
        Tally warmup = totals.warmup();
        assertThat(judged.requests() + warmup.requests()).isEqualTo(requests);
        assertThat(judged.failures() + warmup.failures()).isEqualTo(failures);
        assertThat(IntStream.range(0, 3)
                        .mapToLong(phase -> totals.phase(phase).requests())
                        .sum())
                .isEqualTo(requests);
        assertThat(totals.series().stream().mapToLong(SlicePoint::requests).sum())
                .isEqualTo(requests);
        assertThat(totals.nameSeries().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(NamePoint::requests)
                        .sum())
                .isEqualTo(requests);
        assertThat(totals.workers().values().stream()
                        .mapToLong(WorkerTotals::requests)
                        .sum())
                .isEqualTo(requests);
        assertThat(totals.failures().stream()
                        .mapToLong(row -> row.occurrences() + row.warmupOccurrences())
                        .sum())
                .isEqualTo(failures);
    }

    @Test
    void aMergedPercentileIsThatOfAllSamplesToThreeDigits() {
        run(3, 20).forEach(delivery -> totals.add(delivery.worker, delivery.snapshot));
        long[] sorted =
                judgedMicros.stream().mapToLong(Long::longValue).sorted().toArray();
        for (double percent : Percentiles.PERCENTS) {
            int rank = (int) Math.ceil(percent * sorted.length / 100 - 1e-6);
            double exact = sorted[rank - 1] / 1000.0;
            assertThat(totals.judged().response().percentileMillis(percent)).isBetween(exact, exact * 1.001);
        }
        assertThat(totals.judged().response().percentileMillis(100)).isEqualTo(sorted[sorted.length - 1] / 1000.0);
        assertThat(totals.judged().response().meanMillis())
                .isCloseTo(Arrays.stream(sorted).average().orElseThrow() / 1000, within(1e-9));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        List<Delivery> deliveries = run(3, 40);
        deliveries.forEach(delivery -> totals.add(delivery.worker, delivery.snapshot));
        Collections.shuffle(deliveries, random);
        Totals shuffled = new Totals(phase -> phase != WARMUP);
        deliveries.forEach(delivery -> shuffled.add(delivery.worker, delivery.snapshot));
        assertThat(shuffled.judged().row()).isEqualTo(totals.judged().row());
        assertThat(shuffled.counters()).isEqualTo(totals.counters());
        assertThat(shuffled.failures()).isEqualTo(totals.failures());
        assertThat(describe(shuffled.series())).isEqualTo(describe(totals.series()));
    }

    @Test
    void intervalsThatAWorkerMergedSayTheSame() {
        List<Delivery> deliveries = run(1, 24);
        Totals merged = new Totals(phase -> phase != WARMUP);
        for (int from = 0; from < deliveries.size(); from += 8) {
            merged.add(
                    "w0",
                    Snapshot.merge(deliveries.subList(from, from + 8).stream()
                            .map(Delivery::snapshot)
                            .toList()));
        }
        deliveries.forEach(delivery -> totals.add(delivery.worker, delivery.snapshot));
        assertThat(merged.judged().row()).isEqualTo(totals.judged().row());
        assertThat(merged.series()).hasSize(24);
        assertThat(merged.series().stream().mapToLong(SlicePoint::requests).sum())
                .isEqualTo(requests);
        assertThat(merged.series().stream()
                        .flatMap(point -> point.heat().stream())
                        .mapToLong(band -> band[1])
                        .sum())
                .isEqualTo(requests);
    }

    @Test
    void theSeriesOfALongRunIsBoundedAndComplete() {
        for (int second = 0; second < 10_000; second++) {
            totals.add("w", snapshot(second, 2, 3));
        }
        List<SlicePoint> series = totals.series();
        assertThat(series)
                .hasSizeLessThanOrEqualTo(Timeline.MOST_POINTS)
                .hasSizeGreaterThan(Timeline.MOST_POINTS / 2 - 1);
        assertThat(series.stream().mapToLong(SlicePoint::requests).sum()).isEqualTo(requests);
        assertThat(series.getLast().endSecond())
                .isBetween(10_000L, 10_000L + series.getLast().seconds());
        assertThat(series).isSortedAccordingTo((a, b) -> Long.compare(a.endSecond(), b.endSecond()));
        totals.nameSeries().values().forEach(points -> assertThat(points).hasSizeLessThanOrEqualTo(240));
    }

    @Test
    void recentIsTheLastTenCompleteSeconds() {
        for (int second = 0; second < 30; second++) {
            totals.add("a", snapshot(second, 1, 5));
            totals.add("b", snapshot(second, 1, 5));
        }
        totals.add("a", snapshot(30, 1, 5)); // b has not reported second 30 yet
        Recent recent = totals.recent();
        assertThat(recent.seconds()).isEqualTo(10);
        assertThat(recent.all().requests()).isEqualTo(10 * 2 * 5);
        assertThat(totals.series().get(29).users()).isEqualTo(2 * 7);
    }

    @Test
    void recentIsShorterWhenTheRunIsYoung() {
        totals.add("a", snapshot(0, 1, 5));
        totals.add("a", snapshot(1, 1, 5));
        assertThat(totals.recent().seconds()).isEqualTo(2);
        assertThat(new Totals(phase -> true).recent().seconds()).isZero();
    }

    @Test
    void namesBeyondTheLimitOfTheRunAreFoldedOverAllWorkers() {
        for (int worker = 0; worker < 4; worker++) {
            totals.add("w" + worker, namesOf(worker, 400));
        }
        int[] names = {0};
        totals.forEachName((judged, warmup) -> names[0]++);
        assertThat(names[0]).isEqualTo(RequestKey.MOST + 1);
        assertThat(totals.judged().requests()).isEqualTo(1600);
        assertThat(totals.judged("other").requests()).isEqualTo(600);
        assertThat(totals.counter(Snapshot.Counter.NAMES_FOLDED)).isEqualTo(600);
    }

    @Test
    void aNameIsJudgedOverItsUsersAndMethods() {
        Recorder recorder = new Recorder(() -> 0);
        recorder.record(recorder.slot("a", "/x", "GET"), 1, SECOND, SECOND, SECOND, 1, 1);
        recorder.record(recorder.slot("b", "/x", "POST"), 1, SECOND, SECOND, SECOND, 1, 1);
        recorder.record(recorder.slot("b", "/y", "POST"), 1, SECOND, SECOND, SECOND, 1, 1);
        totals.add("w", cut(recorder, 0));
        assertThat(totals.judged("/x").requests()).isEqualTo(2);
        assertThat(totals.judged("/z").requests()).isZero();
    }

    private record Delivery(String worker, Snapshot snapshot) {}

    private List<Delivery> run(int workers, int seconds) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            for (int worker = 0; worker < workers; worker++) {
                deliveries.add(new Delivery("w" + worker, snapshot(second, 5, random.nextInt(40))));
            }
        }
        return deliveries;
    }

    private Snapshot snapshot(int second, int names, int count) {
        Recorder recorder = new Recorder(() -> 1_700_000_000_000L + second * 1000L);
        for (int i = 0; i < count; i++) {
            int phase = second < 5 ? WARMUP : 1 + second % 2;
            int slot = recorder.slot("u", "/" + random.nextInt(names), "GET");
            long micros = (long) (10_000 * Math.pow(random.nextDouble(), -0.7));
            requests++;
            if (random.nextInt(10) == 0) {
                failures++;
                recorder.recordFailure(slot, phase, micros * 1000, 1, 1, 1, 1, FailureKind.STATUS, "status " + i % 7);
            } else {
                recorder.record(slot, phase, micros * 1000, 1, 1, 1, 1);
            }
            if (phase != WARMUP) {
                judgedMicros.add(micros);
            }
        }
        return cut(recorder, second);
    }

    private static Snapshot namesOf(int worker, int count) {
        Recorder recorder = new Recorder(() -> 0);
        for (int i = 0; i < count; i++) {
            recorder.record(recorder.slot("u", "/" + worker + "/" + i, "GET"), 1, SECOND, SECOND, SECOND, 1, 1);
        }
        return cut(recorder, 0);
    }

    private static Snapshot cut(Recorder recorder, int second) {
        Accumulator accumulator = new Accumulator();
        accumulator.add(recorder.flip());
        return accumulator.snapshot(
                second,
                second * SECOND + 3_000_000,
                (second + 1) * SECOND + 5_000_000,
                new Snapshot.Gauges(7, 7, 0, 0, 0.5, 0.2, 0, 0, 0, 0, 0, 0, 0));
    }

    private static List<String> describe(List<SlicePoint> series) {
        return series.stream()
                .map(point -> point.endSecond() + " " + point.users() + " " + point.requests() + " " + point.failures()
                        + " " + point.times())
                .toList();
    }
}
