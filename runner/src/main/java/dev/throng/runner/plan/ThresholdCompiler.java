package dev.throng.runner.plan;

import dev.throng.api.ThresholdSpec;
import dev.throng.api.schema.GoDuration;
import dev.throng.api.schema.Notation;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The conditions of the verdict: {@code p95 < 500ms}, {@code failureRate < 1%}, {@code rps > 100}. */
final class ThresholdCompiler {
    private static final Pattern PARTS = Pattern.compile(" *([A-Za-z]+[0-9.]*) *(<=|>=|<|>) *(\\S+) *");
    private static final Duration USUAL_AFTER = Duration.ofSeconds(10);

    private final Set<String> names;
    private final double timeScale;

    /** @param names of all requests of the scenario */
    ThresholdCompiler(Set<String> names, double timeScale) {
        this.names = names;
        this.timeScale = timeScale;
    }

    List<Threshold> compile(@Nullable List<ThresholdSpec> specs, Place place) {
        List<Threshold> thresholds = new ArrayList<>();
        for (int i = 0; specs != null && i < specs.size(); i++) {
            compile(specs.get(i), place.item(i)).ifPresent(thresholds::add);
        }
        return thresholds;
    }

    private Optional<Threshold> compile(ThresholdSpec spec, Place place) {
        if (spec.name() != null && !names.contains(spec.name())) {
            place.field("name").problem("no request is named " + spec.name() + Nearest.hint(spec.name(), names));
        }
        Duration after = Quantity.duration(spec.after(), USUAL_AFTER, place.field("after"));
        return expression(spec.expect(), place.field("expect"))
                .map(expression -> new Threshold(
                        expression.text,
                        expression.metric,
                        expression.comparison,
                        expression.limit,
                        Optional.ofNullable(spec.name()),
                        Boolean.TRUE.equals(spec.abortOnFail()),
                        Duration.ofNanos(Math.round(after.toNanos() * timeScale)),
                        Boolean.TRUE.equals(spec.allowNoSamples())));
    }

    private record Expression(String text, Threshold.Metric metric, Threshold.Comparison comparison, double limit) {}

    private static Optional<Expression> expression(@Nullable String text, Place place) {
        if (text == null) {
            place.problem("is missing, give " + Notation.THRESHOLD.words());
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(text);
        if (!Notation.THRESHOLD.matches(text) || !parts.matches()) {
            Quantity.wrong(text, Notation.THRESHOLD, place);
            return Optional.empty();
        }
        Threshold.Metric metric = metric(parts.group(1));
        return Optional.of(
                new Expression(text.strip(), metric, comparison(parts.group(2)), limit(metric, parts.group(3))));
    }

    private static Threshold.Metric metric(String word) {
        return switch (word) {
            case "min" -> Threshold.Simple.MIN;
            case "mean" -> Threshold.Simple.MEAN;
            case "max" -> Threshold.Simple.MAX;
            case "failureRate" -> Threshold.Simple.FAILURE_RATE;
            case "failures" -> Threshold.Simple.FAILURES;
            case "requests" -> Threshold.Simple.REQUESTS;
            case "rps" -> Threshold.Simple.RPS;
            case "exceptions" -> Threshold.Simple.EXCEPTIONS;
            default -> new Threshold.Percentile(Double.parseDouble(word.substring(1)));
        };
    }

    private static Threshold.Comparison comparison(String sign) {
        return switch (sign) {
            case "<" -> Threshold.Comparison.LESS;
            case "<=" -> Threshold.Comparison.LESS_OR_EQUAL;
            case ">" -> Threshold.Comparison.GREATER;
            default -> Threshold.Comparison.GREATER_OR_EQUAL;
        };
    }

    /** In the metric's unit. The notation has been checked. */
    private static double limit(Threshold.Metric metric, String text) {
        if (metric instanceof Threshold.Percentile
                || metric == Threshold.Simple.MIN
                || metric == Threshold.Simple.MEAN
                || metric == Threshold.Simple.MAX) {
            return GoDuration.parse(text).orElse(Duration.ZERO).toNanos() / 1e6;
        }
        double number = Double.parseDouble(text.replaceFirst("(%|/s)$", ""));
        return text.endsWith("%") ? number / 100 : number;
    }
}
