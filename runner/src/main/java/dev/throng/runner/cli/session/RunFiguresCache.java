package dev.throng.runner.cli.session;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.code.RunFigures;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run's figures for its own code. Code may ask at every request, so an answer is good for a moment. For all threads. */
final class RunFiguresCache {
    private static final long GOOD_NANOS = 500_000_000;
    private static final int THOUSANDTHS = 1000;

    private final Run run;
    private RunFigures last = RunFigures.NONE;
    private long askedNanos = System.nanoTime() - GOOD_NANOS;

    RunFiguresCache(Run run) {
        this.run = run;
    }

    synchronized RunFigures now() {
        long now = System.nanoTime();
        if (now - askedNanos >= GOOD_NANOS || run.result().isDone()) {
            askedNanos = now;
            last = asked();
        }
        return last;
    }

    private RunFigures asked() {
        try {
            return run.ask(totals -> of(totals, run.live())).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        } catch (ExecutionException | TimeoutException e) {
            return last;
        }
    }

    private static RunFigures of(Totals totals, Live live) {
        Map<String, List<Tally>> same = new TreeMap<>();
        totals.forEachName((judged, warmup) -> same.computeIfAbsent(
                        judged.key().name() + '\0' + judged.key().method(), key -> new ArrayList<>())
                .add(judged));
        List<RunFigures.Row> rows = new ArrayList<>();
        for (List<Tally> tallies : same.values()) {
            RequestKey key = tallies.getFirst().key();
            Tally recent = Tally.sum(
                    key,
                    tallies.stream()
                            .map(tally -> totals.recent().of(tally.key()))
                            .toList());
            rows.add(row(
                    key.name(),
                    key.method(),
                    Tally.sum(key, tallies),
                    recent,
                    totals.recent().seconds()));
        }
        List<RunFigures.Failing> failures = totals.failures().stream()
                .map(failure -> new RunFigures.Failing(
                        failure.key().method(), failure.key().name(), failure.message(), failure.occurrences()))
                .toList();
        return new RunFigures(
                live.elapsedNanos() / 1e9,
                rows,
                row(
                        "Aggregated",
                        "",
                        totals.judged(),
                        totals.recent().all(),
                        totals.recent().seconds()),
                failures,
                totals.exceptions().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(e -> e.occurrences())
                        .sum());
    }

    private static RunFigures.Row row(String name, String method, Tally tally, Tally recent, int seconds) {
        LatencyHistogram times = tally.response();
        boolean timed = tally.requests() > tally.stalled();
        double[] thousandths = new double[timed ? THOUSANDTHS + 1 : 0];
        for (int i = 0; i < thousandths.length; i++) {
            thousandths[i] = times.percentileMillis(100.0 * i / THOUSANDTHS);
        }
        return new RunFigures.Row(
                name,
                method,
                tally.requests(),
                tally.failures(),
                timed ? times.meanMillis() : 0,
                timed ? times.minMicros() / 1000.0 : 0,
                timed ? times.maxMicros() / 1000.0 : 0,
                tally.bytesReceived(),
                seconds == 0 ? 0 : (double) recent.requests() / seconds,
                seconds == 0 ? 0 : (double) recent.failures() / seconds,
                thousandths);
    }
}
