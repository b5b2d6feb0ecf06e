package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.RequestKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets every series begin at 0: Prometheus counts only what a counter gains after it has seen it, so one that is there
 * with its first 500 requests would lose them. What the plan names is there before the run starts; what appears later is
 * shown as 0 in one scrape and as it is from the next one on. Not thread-safe.
 */
final class ZeroInitialised {
    private final Set<Object> seen = new HashSet<>();
    private boolean complete = true;

    /** What one scrape may show, and whether that is all there is. */
    record Shown(Measured measured, boolean complete) {}

    /** @param planned names that are known before the first request */
    Shown of(Measured measured, Set<RequestKey> planned) {
        complete = true;
        Measured shown = new Measured(
                names(measured.names(), planned),
                failures(measured.failures()),
                measured.counters(),
                workers(measured.workers()),
                measured.own());
        return new Shown(shown, complete);
    }

    private record Part(RequestKey key, boolean judged) {}

    private List<Measured.Name> names(List<Measured.Name> names, Set<RequestKey> planned) {
        List<Measured.Name> shown = new ArrayList<>();
        Set<RequestKey> absent = new HashSet<>(planned);
        for (Measured.Name name : names) {
            if (name.judged()) {
                absent.remove(name.key());
            }
            boolean known = mayShow(new Part(name.key(), name.judged()), name.requests());
            shown.add(known ? name.with(outcomes(name)) : begun(name.begin()));
        }
        for (RequestKey key : absent) {
            seen.add(new Part(key, true));
            shown.add(begun(Measured.Name.empty(key, true)));
        }
        return shown;
    }

    private record Kind(Part of, Measured.Outcome outcome) {}

    private Measured.Name begun(Measured.Name name) {
        name.outcomes().keySet().forEach(outcome -> seen.add(kind(name, outcome)));
        return name;
    }

    private Map<Measured.Outcome, Long> outcomes(Measured.Name name) {
        Map<Measured.Outcome, Long> shown = new LinkedHashMap<>();
        name.outcomes()
                .forEach((outcome, count) -> shown.put(outcome, mayShow(kind(name, outcome), count) ? count : 0L));
        return shown;
    }

    private static Kind kind(Measured.Name name, Measured.Outcome outcome) {
        return new Kind(new Part(name.key(), name.judged()), outcome);
    }

    private Map<Measured.Failing, Long> failures(Map<Measured.Failing, Long> failures) {
        Map<Measured.Failing, Long> shown = new LinkedHashMap<>();
        failures.forEach((failing, count) -> shown.put(failing, mayShow(failing, count) ? count : 0L));
        return shown;
    }

    private Map<String, Measured.Worker> workers(Map<String, Measured.Worker> workers) {
        Map<String, Measured.Worker> shown = new LinkedHashMap<>();
        workers.forEach((name, worker) ->
                shown.put(name, mayShow(name, worker.requests()) ? worker : new Measured.Worker(0, worker.gauges())));
        return shown;
    }

    private boolean mayShow(Object series, long value) {
        boolean known = !seen.add(series);
        complete &= known || value == 0;
        return known || value == 0;
    }
}
