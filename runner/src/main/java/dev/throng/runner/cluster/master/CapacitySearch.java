package dev.throng.runner.cluster.master;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.GeneratorHealth;
import dev.throng.runner.verdict.HealthRules;
import dev.throng.runner.verdict.capacity.Ending;
import dev.throng.runner.verdict.capacity.Meter;
import dev.throng.runner.verdict.capacity.Search;
import dev.throng.runner.verdict.capacity.Step.Purpose;
import dev.throng.runner.verdict.capacity.Window;
import java.time.Duration;
import java.util.Optional;

/**
 * Drives a search for the capacity: asks for the next load, waits until it has settled, lets what all workers measured in
 * its time be judged, and asks for the next one. Times are of the stage clock. Confined to the master's loop.
 */
final class CapacitySearch {
    private static final long SECOND = 1_000_000_000;

    /** What workers report of a second is there so much later. */
    private static final long REPORTED = SECOND;

    private static final long LEAST_RECOVERY = 5;

    private final SearchPlan plan;
    private final Meter meter;
    private Search search;
    /** Second since which the load is driven. */
    private long since;

    private double users;
    private long judgedFrom;
    private long judgedTo;

    private CapacitySearch(Plan plan, SearchPlan searched) {
        this.plan = searched;
        meter = new Meter(plan.thresholds());
        search = Search.begin(searched);
        users = searched.start();
        long warmup = plan.phases().stream()
                        .filter(phase -> !phase.judged())
                        .mapToLong(phase -> phase.toNanos())
                        .max()
                        .orElse(0)
                / SECOND;
        schedule(warmup);
    }

    /** Empty when the plan has a load of its own. */
    static Optional<CapacitySearch> of(Plan plan) {
        return plan.search().map(searched -> new CapacitySearch(plan, searched));
    }

    void measured(Snapshot snapshot) {
        long second = Math.floorDiv((snapshot.fromNanos() + snapshot.toNanos()) / 2, SECOND);
        if (second >= since) {
            snapshot.rows()
                    .forEach(row -> meter.add(
                            second,
                            row.key().name(),
                            row.requests(),
                            row.failures(),
                            LatencyHistogram.of(row.response())));
        }
    }

    /** What to drive from now on; empty to go on, and once the search is over. */
    Optional<Search.Drive> next(long stageNanos, Totals totals) {
        if (search.over() || stageNanos < 0) {
            return Optional.empty();
        }
        long complete = Math.floorDiv(stageNanos - REPORTED, SECOND);
        if (stageNanos >= plan.mostTime().toNanos()) {
            search = search.stopped(Ending.TIME);
            return Optional.empty();
        }
        boolean probing = drive().purpose() != Purpose.RECOVERY;
        boolean hopeless = probing && complete < judgedTo && isHopeless(complete);
        if (complete < judgedTo && !hopeless) {
            return Optional.empty();
        }
        long to = Math.min(judgedTo, complete);
        long from = Math.min(judgedFrom, Math.max(since, to - LEAST_RECOVERY));
        search = search.judged(window(from, to, totals));
        schedule(Math.floorDiv(stageNanos, SECOND) + 1);
        return search.drive();
    }

    private boolean isHopeless(long complete) {
        return complete > judgedFrom ? meter.isHopeless(judgedFrom, complete) : meter.isDown(since, complete);
    }

    private void schedule(long second) {
        since = second;
        meter.forgetBefore(second);
        judgedFrom = second + seconds(plan.settle());
        long step = seconds(plan.step());
        boolean recovery = search.drive()
                .filter(drive -> drive.purpose() == Purpose.RECOVERY)
                .isPresent();
        judgedTo = judgedFrom + (recovery ? Math.max(LEAST_RECOVERY, step / 3) : step);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, Math.round(duration.toMillis() / 1000.0));
    }

    private Window window(long from, long to, Totals totals) {
        Recent recent = totals.recent();
        GeneratorHealth health = HealthRules.now(totals, recent);
        return meter.window(
                drive().load(),
                from,
                to,
                health.reasons().stream().findFirst(),
                recent.resourceUse().stream()
                        .mapToDouble(ResourceUse::busiestLoop)
                        .max()
                        .orElse(-1));
    }

    private Search.Drive drive() {
        return search.drive().orElseThrow();
    }

    /** The run with this load from now on; users come and go within half the time to settle. */
    RunModel driven(RunModel model, Search.Drive next, long now) {
        if (plan.unit() == SearchPlan.Unit.ARRIVALS) {
            return model.arriving(next.load(), now);
        }
        double change = Math.abs(next.load() - users);
        users = next.load();
        return model.loaded((int) next.load(), Math.max(1, 2 * change / seconds(plan.settle())), now);
    }

    boolean over() {
        return search.over();
    }

    /** As it stands, or as it ended. */
    Search search() {
        return search;
    }

    /** What goes on, in a few words. */
    String words() {
        if (search.over()) {
            return "search is over";
        }
        String doing = switch (drive().purpose()) {
            case PROBE -> "trying ";
            case REPEAT -> "once more ";
            case RECOVERY -> "recovering at ";
        };
        String held = search.low() > 0 ? ", " + load(search.low()) + " held" : "";
        String broke = Double.isFinite(search.high()) ? ", " + load(search.high()) + " did not" : "";
        return doing + load(drive().load()) + held + broke;
    }

    private String load(double load) {
        return plan.unit() == SearchPlan.Unit.USERS ? Figure.count((long) load) + " users" : Figure.rate(load);
    }
}
