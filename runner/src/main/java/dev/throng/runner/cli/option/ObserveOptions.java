package dev.throng.runner.cli.option;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.observe.Observing;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.drift.DriftRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the target's own numbers are. */
public final class ObserveOptions {
    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Read what spec.observe asks for from this Prometheus, for items that name none.")
    private @Nullable String prometheus;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "${env:THRONG_NAMESPACE:-default}",
            description = "Where workloads of spec.observe are that name no namespace (default: ${DEFAULT-VALUE}).")
    private String namespace = "default";

    public Function<Result, CompletableFuture<Result>> observing(Plan plan) {
        return Observing.of(
                plan.spec().observe(), DriftRules.of(plan.spec().drift()), Optional.ofNullable(prometheus), namespace);
    }

    /** What to tell somebody whose file asks for numbers that nobody can read. */
    public Optional<String> missing(Plan plan) {
        List<ObserveSpec> asked = Optional.ofNullable(plan.spec().observe()).orElse(List.of());
        return prometheus == null && asked.stream().anyMatch(item -> item.prometheus() == null)
                ? Optional.of("spec.observe is not read where no Prometheus is named: give one with --prometheus")
                : Optional.empty();
    }
}
