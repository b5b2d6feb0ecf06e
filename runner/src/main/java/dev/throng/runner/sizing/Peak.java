package dev.throng.runner.sizing;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.shape.Shape;
import java.util.stream.LongStream;

/**
 * The most that a load ever is. One that has both, one after the other, is taken for its arrivals.
 *
 * @param users at once, of the closed model; 0 when it has arrivals
 * @param rate arrivals per second; 0 when it has users
 */
record Peak(int users, double rate) {
    private static final int LOOKS = 200;
    private static final long HOUR = 3_600_000_000_000L;

    static Peak of(Shape load) {
        double rate = instants(load).mapToDouble(load::rateAt).max().orElse(0);
        return rate > 0 ? new Peak(0, rate) : new Peak(load.mostPresent(), 0);
    }

    static Peak of(SearchPlan search) {
        return search.unit() == SearchPlan.Unit.USERS ? new Peak((int) search.most(), 0) : new Peak(0, search.most());
    }

    /** Rates go along straight lines from stage to stage: just before the end of each there is the most of it. */
    private static LongStream instants(Shape load) {
        long end = Math.min(load.lengthNanos(), HOUR);
        LongStream edges = LongStream.range(0, load.stages())
                .map(stage -> load.stageStartNanos((int) stage))
                .flatMap(start -> LongStream.of(start - 1, start));
        LongStream between = LongStream.rangeClosed(0, LOOKS).map(look -> (end - 1) / LOOKS * look);
        return LongStream.concat(LongStream.concat(edges, between), LongStream.of(end - 1))
                .filter(nanos -> nanos >= 0);
    }

    double amount() {
        return Math.max(users, rate);
    }
}
