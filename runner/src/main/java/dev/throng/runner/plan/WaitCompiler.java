package dev.throng.runner.plan;

import dev.throng.api.WaitSpec;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pause between two tasks. */
final class WaitCompiler {
    private static final double NANOS = 1e9;

    private WaitCompiler() {}

    static Wait compile(@Nullable WaitSpec wait, Place place) {
        if (wait == null) {
            return new Wait.None();
        }
        long given = Stream.of(wait.between(), wait.constant(), wait.pacing(), wait.throughput())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            place.problem("give exactly one of between, constant, pacing and throughput");
            return new Wait.None();
        }
        if (wait.between() != null) {
            return between(wait.between(), place.field("between"));
        }
        if (wait.constant() != null) {
            return new Wait.Constant(Quantity.nanos(wait.constant(), 0, place.field("constant")));
        }
        return pacing(wait, place);
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
