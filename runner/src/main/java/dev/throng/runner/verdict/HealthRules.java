package dev.throng.runner.verdict;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.stats.total.WorkerTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The rules of generator health. They ask what only the generator can be blamed for: how late its own timers fired, whether
 * its loops or its processor had time left, whether it was throttled, ran into its own limits, or stood still. Late and
 * dropped starts alone are warnings, since a slow target brings them about as well.
 */
public final class HealthRules {
    /** Timers this late at p99 spoil the figures, if that is also half of what was measured; less is a warning. */
    static final double LAG_MILLIS = 100;

    static final double LAG_OF_P99 = 0.5;

    /** One timer of ten this late spoils them, if that is half of what one request of ten takes at least. */
    static final double LAG_OFTEN_MILLIS = 20;

    static final double LAG_WARNING_MILLIS = 20;
    static final double LAG_WARNING_OF_P99 = 0.25;
    static final double BUSY = 0.95;
    static final double BUSY_SECONDS = 0.2;
    static final double CPU = 0.95;
    static final double THROTTLED = 0.05;
    static final double GC = 0.05;
    static final double STALLED = 0.01;
    static final double OWN_FAILURES = 0.001;
    static final double FILES = 0.95;
    static final double LATE_WARNING = 0.01;

    /** From so many seconds on there is a usual one among them; before, a process is only starting. */
    private static final int USUAL_SECONDS = 3;

    /** Of its processor time a worker may use so much. */
    private static final double COMFORTABLE = 0.7;

    private final List<String> reasons = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private HealthRules() {}

    /** Over the whole run. */
    public static GeneratorHealth of(Totals totals) {
        HealthRules rules = new HealthRules();
        rules.lag(
                totals.timings().getOrDefault(Snapshot.LOOP_LAG, new LatencyHistogram()),
                totals.judged().response());
        rules.seconds(totals.resourceUse());
        rules.files(totals.workers().values());
        rules.counts(totals);
        rules.advise(totals);
        return rules.health();
    }

    /** Over the last seconds. */
    public static GeneratorHealth now(Totals totals, Recent recent) {
        HealthRules rules = new HealthRules();
        rules.lag(recent.loopLag(), recent.all().response());
        rules.seconds(recent.resourceUse());
        rules.files(totals.workers().values());
        rules.counts(totals);
        return rules.health();
    }

    /**
     * How many workers like these would keep up: some of what was asked of them was dropped, and nobody is to use more than
     * seven tenths of a processor's time.
     */
    private void advise(Totals totals) {
        double done = 1 - Math.min(0.9, part(totals.counter(Counter.DROPPED), totals.counter(Counter.ARRIVALS)));
        double busy = Math.max(figures.getOrDefault("cpu", 0.0), figures.getOrDefault("busiest loop", 0.0));
        int workers = Math.max(1, totals.workers().size());
        if (busy <= 0) {
            return;
        }
        int enough = Math.max(workers + 1, (int) Math.ceil(workers * busy / done / COMFORTABLE));
        String these = workers == 1 ? "this one" : "these " + workers;
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).contains("workers")) {
                reasons.set(i, reasons.get(i) + "; about " + enough + " like " + these + " would keep up");
                return;
            }
        }
    }

    private GeneratorHealth health() {
        return new GeneratorHealth(List.copyOf(reasons), List.copyOf(warnings), figures);
    }

    private void lag(LatencyHistogram loopLag, LatencyHistogram response) {
        double often = loopLag.percentileMillis(90);
        double p90 = response.percentileMillis(90);
        double lag = loopLag.percentileMillis(99);
        double p99 = response.percentileMillis(99);
        figures.put("loop lag p99", lag);
        String words = "timers fired " + Figure.millis(lag) + " late at p99, while the response times' p99 is "
                + Figure.millis(p99) + ": the generator needs more processors or workers";
        if (often > LAG_OFTEN_MILLIS && often > LAG_OF_P99 * p90) {
            reasons.add("timers fired " + Figure.millis(often) + " late at p90, while the response times' p90 is "
                    + Figure.millis(p90) + ": the generator needs more processors or workers");
        } else if (lag > LAG_MILLIS && lag > LAG_OF_P99 * p99) {
            reasons.add(words);
        } else if (lag > LAG_WARNING_MILLIS && lag > LAG_WARNING_OF_P99 * p99) {
            warnings.add(words);
        }
    }

    private void seconds(List<ResourceUse> series) {
        double busy =
                series.stream().filter(point -> point.busiestLoop() >= BUSY).count()
                        / (double) Math.max(1, series.size());
        figures.put("seconds with a saturated loop", busy);
        if (busy > BUSY_SECONDS) {
            reasons.add(
                    "an event loop was saturated in " + Figure.share(busy) + " of the time: add processors or workers");
        }
        figures.put("busiest loop", mean(series, ResourceUse::busiestLoop));
        tooMuch("cpu", mean(series, ResourceUse::cpu), CPU, "of the machine's processor time was used: add workers");
        tooMuch(
                "throttled",
                mean(series, ResourceUse::throttled),
                THROTTLED,
                "of its CPU periods were throttled: raise the CPU limit");
        tooMuch(
                "garbage collection",
                usual(series, ResourceUse::gcShare),
                GC,
                "of the time went into garbage collection: give it more memory");
    }

    /** Of a collector that is busy for a moment, as when a process starts, only its pauses count, which make timers late. */
    private static double usual(List<ResourceUse> series, ToDoubleFunction<ResourceUse> share) {
        double[] known = series.stream()
                .mapToDouble(share)
                .filter(value -> value >= 0)
                .sorted()
                .toArray();
        return known.length < USUAL_SECONDS ? -1 : known[known.length / 2];
    }

    private static double mean(List<ResourceUse> series, ToDoubleFunction<ResourceUse> share) {
        return series.stream()
                .mapToDouble(share)
                .filter(value -> value >= 0)
                .average()
                .orElse(-1);
    }

    private void tooMuch(String name, double share, double limit, String words) {
        figures.put(name, share);
        if (share > limit) {
            reasons.add(Figure.share(share) + " " + words);
        }
    }

    private void files(Collection<WorkerTotals> workers) {
        double share = workers.stream()
                .map(WorkerTotals::gauges)
                .filter(gauges -> gauges.openFilesLimit() > 0)
                .mapToDouble(gauges -> (double) gauges.openFiles() / gauges.openFilesLimit())
                .max()
                .orElse(-1);
        tooMuch(
                "open files",
                share,
                FILES,
                "of the allowed files were open: raise the limit (ulimit -n) or add workers");
    }

    private void counts(Totals totals) {
        long requests = totals.judged().requests() + totals.warmup().requests();
        tooMuch(
                "stalled requests",
                part(totals.counter(Counter.STALLED), requests),
                STALLED,
                "of the requests ran while the generator stood still");
        tooMuch(
                "failures of its own",
                part(totals.ownFailures(), requests),
                OWN_FAILURES,
                "of the requests failed because the generator ran into a limit of its own");
        warn(
                "late",
                part(totals.counter(Counter.LATE), totals.counter(Counter.ITERATIONS)),
                LATE_WARNING,
                "of the tasks started more than 10 ms late");
        warn(
                "dropped",
                part(totals.counter(Counter.DROPPED), totals.counter(Counter.ARRIVALS)),
                0,
                "of the arrivals were dropped: no user was free (the target is too slow for this rate, or maxUsers too low), or a worker stood still");
        warn(
                "names folded",
                part(totals.counter(Counter.NAMES_FOLDED), requests),
                0,
                "of the requests are under \"other\", since there are more than 1,000 names: give requests a name");
    }

    private static double part(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }

    private void warn(String name, double share, double limit, String words) {
        figures.put(name, share);
        if (share > limit) {
            warnings.add(Figure.share(share) + " " + words);
        }
    }
}
