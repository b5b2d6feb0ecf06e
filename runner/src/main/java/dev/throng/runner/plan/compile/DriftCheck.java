package dev.throng.runner.plan.compile;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.verdict.DriftSpec;
import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.script.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether limits on drift can be judged: by what is observed, and by a load that stands for long enough. */
final class DriftCheck {
    private static final double LEAST_SECONDS = 600;

    private DriftCheck() {}

    static void check(LoadTestSpec spec, List<Phase> phases, Place place) {
        DriftSpec drift = spec.drift();
        if (drift == null) {
            return;
        }
        Place at = place.field("drift");
        if (spec.capacity() != null) {
            at.problem("a search for the capacity has no load that stands: leave out one of drift and capacity");
        }
        double judged = phases.stream()
                .filter(Phase::judged)
                .mapToDouble(phase -> ((double) phase.toNanos() - phase.fromNanos()) / 1e9)
                .sum();
        if (judged < LEAST_SECONDS) {
            at.warning(
                    "drift is looked at where the load stands for ten minutes: this run is shorter, and will be Uncertain");
        }
        if (drift.observed() != null) {
            drift.observed().keySet().stream()
                    .filter(name -> !observes(spec.observe(), name))
                    .forEach(name -> at.field("observed").field(name).problem("spec.observe has no such name"));
        }
    }

    /** A workload's numbers are called by its name and what they are. */
    private static boolean observes(@Nullable List<ObserveSpec> observed, String name) {
        return observed != null
                && observed.stream()
                        .anyMatch(item -> item.workload() == null
                                ? name.equals(item.name())
                                : name.startsWith(item.name() + " "));
    }
}
