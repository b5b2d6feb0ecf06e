package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.WaitSpec;
import dev.throng.api.step.BellSpec;
import dev.throng.api.step.LawSpec;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Distribution;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pause between two tasks. */
final class WaitCompiler {
    private static final double NANOS = 1e9;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Distribution NONE = new Distribution.Uniform(0, 0);

    private WaitCompiler() {}

    static Wait compile(@Nullable WaitSpec wait, Place place) {
        if (wait == null) {
            return new Wait.None();
        }
        long given = Stream.of(
                        wait.between(),
                        wait.constant(),
                        wait.normal(),
                        wait.exponential(),
                        wait.logNormal(),
                        wait.pacing(),
                        wait.throughput())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            place.problem(
                    "give exactly one of between, constant, normal, exponential, logNormal, pacing and throughput");
            return new Wait.None();
        }
        if (wait.between() != null) {
            return between(wait.between(), place.field("between"));
        }
        if (wait.constant() != null) {
            return new Wait.Constant(Quantity.nanos(wait.constant(), 0, place.field("constant")));
        }
        if (wait.pacing() != null || wait.throughput() != null) {
            return pacing(wait, place);
        }
        return new Wait.Drawn(distribution(null, wait.normal(), wait.exponential(), wait.logNormal(), place));
    }

    static Distribution distribution(LawSpec spec, Place place) {
        long given = Stream.of(spec.between(), spec.normal(), spec.exponential(), spec.logNormal())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            place.problem("give exactly one of between, normal, exponential and logNormal");
            return NONE;
        }
        return distribution(spec.between(), spec.normal(), spec.exponential(), spec.logNormal(), place);
    }

    private static Distribution distribution(
            @Nullable List<String> between,
            @Nullable BellSpec normal,
            @Nullable String exponential,
            @Nullable BellSpec logNormal,
            Place place) {
        if (between != null) {
            return between(between, place.field("between")) instanceof Wait.Between even
                    ? new Distribution.Uniform(even.minNanos(), even.maxNanos())
                    : NONE;
        }
        if (normal != null) {
            Place at = place.field("normal");
            return new Distribution.Normal(mean(normal.mean(), at), deviation(normal, at));
        }
        if (logNormal != null) {
            Place at = place.field("logNormal");
            return Distribution.LogNormal.of(mean(logNormal.mean(), at), deviation(logNormal, at));
        }
        return new Distribution.Exponential(Quantity.positive(exponential, SECOND, place.field("exponential"))
                .toNanos());
    }

    private static long mean(@Nullable String mean, Place place) {
        if (mean == null) {
            place.field("mean").problem("is missing, give a duration such as 3s");
        }
        return Quantity.positive(mean, SECOND, place.field("mean")).toNanos();
    }

    private static long deviation(BellSpec bell, Place place) {
        if (bell.deviation() == null) {
            place.field("deviation").problem("is missing, give a duration such as 1s");
        }
        return Quantity.nanos(bell.deviation(), 0, place.field("deviation"));
    }

    private static Wait pacing(WaitSpec wait, Place place) {
        if (wait.throughput() == null) {
            return new Wait.Pacing(Quantity.positive(wait.pacing(), Duration.ofSeconds(1), place.field("pacing"))
                    .toNanos());
        }
        if (!(wait.throughput() > 0)) {
            place.field("throughput").problem("must be above 0");
            return new Wait.None();
        }
        return new Wait.Pacing(Math.round(NANOS / wait.throughput()));
    }

    private static Wait between(List<String> bounds, Place place) {
        if (bounds.size() != 2) {
            place.problem("takes two durations, the shortest and the longest pause, such as [1s, 3s]");
            return new Wait.None();
        }
        long min = Quantity.nanos(bounds.get(0), 0, place.item(0));
        long max = Quantity.nanos(bounds.get(1), min, place.item(1));
        if (min > max) {
            place.problem(
                    "the shortest pause (" + bounds.get(0) + ") is longer than the longest (" + bounds.get(1) + ")");
        }
        return new Wait.Between(min, Math.max(min, max));
    }
}
