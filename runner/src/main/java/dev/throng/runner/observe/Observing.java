package dev.throng.runner.observe;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.drift.DriftRules;
import dev.throng.runner.verdict.saturation.Load;
import dev.throng.runner.verdict.saturation.Observed;
import dev.throng.runner.verdict.saturation.Saturation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a result what {@code spec.observe} asks for. Blocks a virtual thread for as long as Prometheus takes; what can't be
 * had is said in the result and keeps nothing else from being there.
 */
public final class Observing implements Function<Result, CompletableFuture<Result>> {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_POINTS = 600;
    private static final int USUAL_WINDOW = 60;
    private static final int SAMPLES = 4;

    private final List<ObserveSpec> asked;
    private final Optional<DriftRules> drift;
    private final Optional<String> usual;
    private final String namespace;

    private Observing(List<ObserveSpec> asked, Optional<DriftRules> drift, Optional<String> usual, String namespace) {
        this.asked = asked;
        this.drift = drift;
        this.usual = usual;
        this.namespace = namespace;
    }

    /**
     * What is done to a result before anybody sees it.
     *
     * @param asked of a specification; null when it asks for nothing
     * @param drift how fast its numbers may grow
     * @param usual Prometheus of those who name none
     * @param namespace of workloads that name none
     */
    public static Function<Result, CompletableFuture<Result>> of(
            @Nullable List<ObserveSpec> asked, Optional<DriftRules> drift, Optional<String> usual, String namespace) {
        return asked == null || asked.isEmpty()
                ? CompletableFuture::completedFuture
                : new Observing(asked, drift, usual, namespace);
    }

    @Override
    public CompletableFuture<Result> apply(Result result) {
        CompletableFuture<Result> observed = new CompletableFuture<>();
        Thread.ofVirtual().name("observing").start(() -> {
            try {
                observed.complete(observe(result));
            } catch (InterruptedException e) {
                observed.complete(result);
            } catch (RuntimeException | Error bug) {
                observed.completeExceptionally(bug);
            }
        });
        return observed;
    }

    private Result observe(Result result) throws InterruptedException {
        List<Observed> series = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            for (ObserveSpec item : asked) {
                series.addAll(new Reading(client, item, result).series());
            }
        }
        return ObservedResult.of(result, asked, drift, series, Saturation.of(series, course(result)));
    }

    private static List<Load> course(Result result) {
        return result.series().stream()
                .map(point -> new Load(
                        point.second(),
                        point.intendedRate() > 0 ? point.intendedRate() : point.intendedUsers(),
                        point.rps(),
                        point.p95(),
                        point.rps() > 0 ? point.failuresPerSecond() / point.rps() : 0))
                .toList();
    }

    /** One item of what is asked for. */
    private final class Reading {
        private final ObserveSpec item;
        private final Result result;
        private final String name;
        private final Optional<Prometheus> prometheus;

        Reading(HttpClient client, ObserveSpec item, Result result) {
            this.item = item;
            this.result = result;
            this.name = Objects.requireNonNullElse(item.name(), "");
            this.prometheus =
                    Optional.ofNullable(item.prometheus()).or(() -> usual).map(url -> new Prometheus(client, url));
        }

        List<Observed> series() throws InterruptedException {
            if (prometheus.isEmpty()) {
                return List.of(Observed.unknown(name, "no Prometheus is known: give its prometheus, or --prometheus"));
            }
            if (item.workload() == null) {
                Optional<String> limit = Optional.ofNullable(item.limit());
                return List.of(read(
                                Question.own(name, Objects.requireNonNullElse(item.query(), ""), limit),
                                USUAL_WINDOW,
                                prometheus.get())
                        .orElseGet(() -> Observed.unknown(name, "it has no values in the time of the run")));
            }
            Workload workload = Workload.of(Objects.requireNonNullElse(item.namespace(), namespace), item.workload());
            int window = window(workload, prometheus.get());
            List<Observed> series = new ArrayList<>();
            for (Question question : workload.questions(name)) {
                read(question, window, prometheus.get()).ifPresent(series::add);
            }
            return series;
        }

        /** Four samples, as often as the workload is scraped. */
        private int window(Workload workload, Prometheus from) throws InterruptedException {
            try {
                double samples = from.at(workload.samples(), result.finishedAt());
                return samples > 1 ? Math.max(SAMPLES, (int) Math.ceil(SAMPLES * 60 / samples)) : USUAL_WINDOW;
            } catch (IOException e) {
                return USUAL_WINDOW;
            }
        }

        /** Empty when there is none of it and that is no problem. */
        private Optional<Observed> read(Question question, int window, Prometheus from) throws InterruptedException {
            try {
                double length = Math.max(1, result.durationSeconds());
                Instant start = result.startedAt();
                Instant end = start.plusMillis(Math.round(length * 1000));
                double late = question.late() * window;
                Prometheus.Points points = from.range(
                        question.query(window),
                        start,
                        end.plusMillis(Math.round(late * 1000)),
                        Math.max(1, Math.ceil(length / MOST_POINTS)));
                if (points.values().isEmpty()) {
                    return question.missable()
                            ? Optional.empty()
                            : Optional.of(Observed.unknown(
                                    question.name(), "Prometheus has no such values in the time of the run"));
                }
                double limit =
                        question.limit().isPresent() ? from.at(question.limit().get(), end) : Double.NaN;
                double epoch = start.toEpochMilli() / 1000.0;
                return Optional.of(new Observed(
                        question.name(),
                        points.seconds().stream()
                                .map(second -> Math.round((second - epoch - late) * 1000) / 1000.0)
                                .toList(),
                        points.values(),
                        limit,
                        question.share(),
                        Optional.empty()));
            } catch (IOException e) {
                return Optional.of(Observed.unknown(
                        question.name(), Objects.requireNonNullElse(e.getMessage(), "it could not be read")));
            }
        }
    }
}
