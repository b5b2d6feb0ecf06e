package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.SpecCheck;
import dev.throng.api.pods.PodsSpec;
import dev.throng.api.schema.GoDuration;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.desired.PlanText;
import dev.throng.operator.loadtest.desired.RunObjects;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.verdict.history.Past;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out whether a spec can be run: what it names is there, it compiles, and the API server would take its pods. */
public final class Examination {
    /** What one worker is good for without looking closer: far below what it can do. */
    private static final int USERS_PER_WORKER = 2_000;

    private static final int MOST_WORKERS = 500;
    private static final Duration START_DEADLINE = Duration.ofMinutes(5);

    private final BiFunction<String, String, Optional<ConfigMap>> configMaps;
    private final Function<Accepted, List<Problem>> rehearsal;

    /**
     * @param configMaps by namespace and name
     * @param rehearsal what the API server would say against the run's objects
     */
    public Examination(
            BiFunction<String, String, Optional<ConfigMap>> configMaps, Function<Accepted, List<Problem>> rehearsal) {
        this.configMaps = configMaps;
        this.rehearsal = rehearsal;
    }

    /** By what this cluster has. */
    public static Examination in(KubernetesClient client, Function<Accepted, List<Problem>> rehearsal) {
        return new Examination(
                (namespace, name) -> Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()),
                rehearsal);
    }

    /** @param earlier what is known of the runs before it */
    public Validity examine(RunId run, LoadTestSpec spec, Earlier earlier) {
        List<Problem> problems = SpecCheck.check(spec);
        if (!problems.isEmpty()) {
            return new Validity.Wrong(problems);
        }
        References.Resolved resolved = new References(name -> configMaps.apply(run.namespace(), name)).resolve(spec);
        List<Problem> missing = new ArrayList<>(resolved.missing());
        earlier.missing().ifPresent(missing::add);
        if (!missing.isEmpty()) {
            return new Validity.Missing(missing);
        }
        return switch (compile(run, resolved.spec())) {
            case Compiled.Refused refused -> new Validity.Wrong(refused.problems());
            case Compiled.Accepted accepted ->
                rehearse(accepted(
                        run,
                        resolved.spec(),
                        accepted.plan(),
                        earlier.report().filter(name -> holdsReport(run, name)),
                        earlier.runs()));
        };
    }

    /** A report that somebody has removed is compared with no more. */
    private boolean holdsReport(RunId run, String configMap) {
        return configMaps
                .apply(run.namespace(), configMap)
                .map(ConfigMap::getBinaryData)
                .filter(data -> data.containsKey(RunObjects.REPORT_KEY))
                .isPresent();
    }

    private static Compiled compile(RunId run, LoadTestSpec spec) {
        return PlanCompiler.compile(
                run.loadTest(), spec, PlanOptions.DEFAULTS.withEnvironment(name -> placeholder(spec, name)));
    }

    /** Pods get the values; here it only matters that there is one. */
    private static @Nullable String placeholder(LoadTestSpec spec, String name) {
        PodsSpec pods = spec.pods();
        boolean declared = pods != null
                && pods.env() != null
                && pods.env().stream().anyMatch(variable -> name.equals(variable.name()));
        return declared ? "" : null;
    }

    private Validity rehearse(Accepted accepted) {
        List<Problem> problems = rehearsal.apply(accepted);
        return problems.isEmpty() ? new Validity.Valid(accepted) : new Validity.Wrong(problems);
    }

    private static Accepted accepted(
            RunId run, LoadTestSpec spec, Plan plan, Optional<String> baseline, List<Past> runs) {
        return new Accepted(
                run,
                spec,
                PlanText.of(run, spec),
                Optional.ofNullable(spec.workers()).orElseGet(() -> workersFor(plan)),
                startDeadline(spec),
                plan.gracePeriod(),
                plan.shape()
                        .filter(shape -> shape.lengthNanos() != Long.MAX_VALUE)
                        .map(shape -> Duration.ofNanos(shape.lengthNanos())),
                baseline,
                runs);
    }

    static Duration startDeadline(LoadTestSpec spec) {
        return Optional.ofNullable(spec.startDeadline())
                .flatMap(GoDuration::parse)
                .orElse(START_DEADLINE);
    }

    private static int workersFor(Plan plan) {
        int users = plan.shape().map(shape -> shape.maxUsers()).orElse(1);
        return Math.clamp((users + USERS_PER_WORKER - 1L) / USERS_PER_WORKER, 1, MOST_WORKERS);
    }
}
