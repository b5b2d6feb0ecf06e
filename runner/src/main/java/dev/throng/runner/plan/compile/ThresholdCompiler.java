package dev.throng.runner.plan.compile;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.schema.Notation;
import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.api.verdict.ThresholdTime;
import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Scope;
import dev.throng.runner.plan.Tagged;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of the verdict: {@code p95 < 500ms}, {@code failureRate < 1%}, {@code rps > 100}. */
final class ThresholdCompiler {
    private static final Pattern PARTS = Pattern.compile(" *([A-Za-z]+[0-9.]*) *(<=|>=|<|>) *(\\S+) *");
    private static final Pattern TIMES = Pattern.compile("p[0-9.]+|min|mean|max|sum");
    private static final Set<String> OWN_ONLY = Set.of("sum", "count", "rate");
    private static final Set<String> REQUESTS_ONLY = Set.of("share", "requests", "rps", "exceptions");
    private static final int NAMES_SHOWN = 8;
    private static final Duration USUAL_AFTER = Duration.ofSeconds(10);

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

    private final Set<String> names;
    private final Set<String> users;
    private final Set<String> groups;
    private final Tags tags;
    private final boolean partial;
    private final boolean isCode;
    private final List<Phase> phases;
    private final List<LoadPart> loads;
    private final double timeScale;
    private final boolean trial;

    /**
     * @param names of all requests of the scenario
     * @param users names of its user classes
     * @param groups what its steps are measured as
     * @param tags of its requests
     * @param partial whether the scenario is a part of a larger one, and what is said of the rest does not apply
     * @param loads side by side
     * @param trial whether the load is another than the file's, some iterations: then what the file says of rates and
     *     stages does not apply, what was not requested is no fault, and nothing may fail unless the file says how much
     * @param isCode there may be other names, which only the run brings forth
     */
    ThresholdCompiler(
            Set<String> names,
            Set<String> users,
            Set<String> groups,
            Tags tags,
            boolean partial,
            boolean isCode,
            List<Phase> phases,
            List<LoadPart> loads,
            double timeScale,
            boolean trial) {
        this.trial = trial;
        this.names = names;
        this.users = users;
        this.groups = groups;
        this.tags = tags;
        this.partial = partial;
        this.isCode = isCode;
        this.phases = phases;
        this.loads = loads;
        this.timeScale = timeScale;
    }

    List<Threshold> compile(@Nullable List<ThresholdSpec> specs, Place place) {
        List<Threshold> thresholds = new ArrayList<>();
        for (int i = 0; specs != null && i < specs.size(); i++) {
            if ((!trial || specs.get(i).stage() == null && specs.get(i).load() == null)
                    && !(partial && isOfTheRest(specs.get(i)))) {
                compile(specs.get(i), place.item(i)).ifPresent(thresholds::add);
            }
        }
        return trial ? tried(thresholds) : thresholds;
    }

    private boolean isOfTheRest(ThresholdSpec spec) {
        boolean elsewhere = spec.load() != null
                && loads.stream().noneMatch(load -> load.name().equals(spec.load()));
        return elsewhere
                || spec.name() != null && !names.contains(spec.name())
                || spec.user() != null && !users.contains(spec.user())
                || spec.metric() != null && !groups.contains(spec.metric())
                || spec.tag() != null && tags.find(spec.tag()).isEmpty();
    }

    /** Some iterations say nothing of times and rates: what is judged is what failed. */
    private static List<Threshold> tried(List<Threshold> thresholds) {
        List<Threshold> kept = new ArrayList<>(thresholds.stream()
                .filter(threshold -> threshold.metric() instanceof Threshold.Simple metric && metric.isOfFailures())
                .toList());
        boolean limited = kept.stream()
                .anyMatch(threshold -> threshold.metric() != Threshold.Simple.EXCEPTIONS
                        && threshold.name().isEmpty()
                        && threshold.scope().equals(Scope.ALL));
        if (!limited) {
            kept.add(new Threshold(
                    "failures <= 0",
                    Threshold.Simple.FAILURES,
                    Comparison.LESS_OR_EQUAL,
                    0,
                    Optional.empty(),
                    false,
                    USUAL_AFTER,
                    false));
        }
        return kept;
    }

    private Optional<Threshold> compile(ThresholdSpec spec, Place place) {
        if (spec.name() != null && !isCode && !names.contains(spec.name())) {
            place.field("name").problem("no request is named " + spec.name() + known(spec.name(), names));
        }
        Duration after = Quantity.duration(spec.after(), USUAL_AFTER, place.field("after"));
        Scope scope = scope(spec, place);
        if (spec.metric() != null && !isCode && !groups.contains(spec.metric())) {
            place.field("metric")
                    .problem("no group, soft check or figure of a stream is named " + spec.metric()
                            + known(spec.metric(), groups));
        }
        return expression(spec, place.field("expect"))
                .filter(expression -> fits(expression.metric, scope, place))
                .map(expression -> new Threshold(
                        expression.text,
                        expression.metric,
                        expression.comparison,
                        expression.limit,
                        Optional.ofNullable(spec.name()),
                        Boolean.TRUE.equals(spec.abortOnFail()),
                        Duration.ofNanos(Math.round(after.toNanos() * timeScale)),
                        trial || Boolean.TRUE.equals(spec.allowNoSamples()),
                        scope));
    }

    private Scope scope(ThresholdSpec spec, Place place) {
        if (spec.user() != null && !isCode && !users.contains(spec.user())) {
            place.field("user").problem("no user class is named " + spec.user() + Nearest.hint(spec.user(), users));
        }
        return new Scope(
                Optional.ofNullable(spec.user()),
                spec.load() == null ? Optional.empty() : load(spec, place),
                spec.tag() == null ? Optional.empty() : tagged(spec.tag(), place.field("tag")),
                spec.stage() == null ? Optional.empty() : stage(spec.stage(), place.field("stage")),
                Optional.ofNullable(spec.status()),
                time(spec.time()),
                spec.over() == null ? Optional.empty() : over(spec, place.field("over")));
    }

    private Optional<Tagged> tagged(String tag, Place place) {
        Optional<Tagged> found = tags.find(tag);
        if (isCode) {
            place.problem("tags are on steps and tasks of YAML: say the requests' name or user here");
        } else if (found.isEmpty()) {
            place.problem("no step or task has the tag " + tag + Nearest.hint(tag, tags.names()));
        }
        return found;
    }

    private Optional<Phase> stage(String name, Place place) {
        List<Phase> judged = phases.stream().filter(Phase::judged).toList();
        Optional<Phase> found =
                judged.stream().filter(phase -> phase.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            Set<String> known = judged.stream().map(Phase::name).collect(Collectors.toCollection(TreeSet::new));
            place.problem("no stage that is judged is named " + name + Nearest.hint(name, known));
        }
        return found;
    }

    private Optional<LoadPart> load(ThresholdSpec spec, Place place) {
        String name = String.valueOf(spec.load());
        Optional<LoadPart> found =
                loads.stream().filter(load -> load.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            Set<String> known = loads.stream().map(LoadPart::name).collect(Collectors.toCollection(TreeSet::new));
            place.field("load").problem("no load is named " + name + Nearest.hint(name, known));
        }
        boolean stranger = spec.user() != null
                && users.contains(spec.user())
                && found.filter(load -> !load.users().contains(spec.user())).isPresent();
        if (stranger) {
            place.field("user").problem("users of class " + spec.user() + " are not in load " + name);
        }
        return found;
    }

    private static Scope.Time time(@Nullable ThresholdTime time) {
        return time == null
                ? Scope.Time.RESPONSE
                : switch (time) {
                    case response -> Scope.Time.RESPONSE;
                    case service -> Scope.Time.SERVICE;
                    case firstByte -> Scope.Time.FIRST_BYTE;
                };
    }

    private Optional<Duration> over(ThresholdSpec spec, Place place) {
        Duration length = Quantity.duration(spec.over(), SHORTEST_WINDOW, place);
        if (length.compareTo(SHORTEST_WINDOW) < 0) {
            place.problem("a window is at least 1s long, not " + spec.over());
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofNanos(Math.max(SHORTEST_WINDOW.toNanos(), Math.round(length.toNanos() * timeScale))));
    }

    /** Of an answer's status there is a count and no time; of what is no request there are no parts. */
    private static boolean fits(Threshold.Metric metric, Scope scope, Place place) {
        if (metric instanceof Threshold.Own) {
            return true;
        }
        boolean counted = metric == Threshold.Simple.SHARE
                || metric == Threshold.Simple.REQUESTS
                || metric == Threshold.Simple.RPS;
        if (scope.status().isPresent() && !counted) {
            place.field("status").problem("of a status there are share, requests and rps only, such as share < 1%");
            return false;
        }
        if (scope.status().isEmpty() && metric == Threshold.Simple.SHARE) {
            place.field("expect").problem("share is the share of a status: say which, such as status: 429");
            return false;
        }
        boolean timeless = counted || metric == Threshold.Simple.FAILURE_RATE || metric == Threshold.Simple.FAILURES;
        if (timeless && scope.time() != Scope.Time.RESPONSE) {
            place.field("time").problem("only response times have one: leave it away");
            return false;
        }
        if (metric == Threshold.Simple.EXCEPTIONS && !scope.equals(Scope.ALL)) {
            place.field("expect")
                    .problem("exceptions are counted for the whole run: leave out user, stage, time and over");
            return false;
        }
        return true;
    }

    /** The name that is meant, else those that there are. */
    private static String known(String name, Set<String> names) {
        String hint = Nearest.hint(name, names);
        if (!hint.isEmpty() || names.isEmpty()) {
            return hint;
        }
        String some = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return ", there are " + some + (names.size() > NAMES_SHOWN ? ", …" : "");
    }

    private record Expression(String text, Threshold.Metric metric, Comparison comparison, double limit) {}

    private static Optional<Expression> expression(ThresholdSpec spec, Place place) {
        String text = spec.expect();
        Notation notation = spec.metric() == null ? Notation.REQUESTS_THRESHOLD : Notation.THRESHOLD;
        if (text == null) {
            place.problem("is missing, give " + notation.words());
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(text);
        if (!Notation.THRESHOLD.matches(text) || !parts.matches()) {
            Quantity.wrong(text, notation, place);
            return Optional.empty();
        }
        String word = parts.group(1);
        if (spec.metric() == null && OWN_ONLY.contains(word)) {
            place.problem(
                    word + " is of a group or of a metric of the scenario's own: say which, such as metric: checkout");
            return Optional.empty();
        }
        if (!notation.matches(text)) {
            Quantity.wrong(text, notation, place);
            return Optional.empty();
        }
        if (spec.metric() != null && REQUESTS_ONLY.contains(word)) {
            place.problem(
                    word + " is of requests; of a metric there are p50 to p99.999, min, mean, max, sum, count, rate,"
                            + " and of groups failures and failureRate");
            return Optional.empty();
        }
        Threshold.Metric metric = spec.metric() == null ? metric(word) : own(spec.metric(), word);
        if (metric == Threshold.Simple.EXCEPTIONS && spec.name() != null) {
            place.problem("exceptions belong to no request: leave the threshold's name away");
            return Optional.empty();
        }
        return Optional.of(
                new Expression(text.strip(), metric, comparison(parts.group(2)), limit(word, parts.group(3))));
    }

    private static Threshold.Own own(String name, String word) {
        Threshold.Own.Measure measure = switch (word) {
            case "min" -> Threshold.Own.Measure.MIN;
            case "mean" -> Threshold.Own.Measure.MEAN;
            case "max" -> Threshold.Own.Measure.MAX;
            case "sum" -> Threshold.Own.Measure.SUM;
            case "count" -> Threshold.Own.Measure.COUNT;
            case "rate" -> Threshold.Own.Measure.RATE;
            case "failures" -> Threshold.Own.Measure.FAILURES;
            case "failureRate" -> Threshold.Own.Measure.FAILURE_RATE;
            default -> Threshold.Own.Measure.PERCENTILE;
        };
        boolean percentile = measure == Threshold.Own.Measure.PERCENTILE;
        return new Threshold.Own(name, measure, percentile ? Double.parseDouble(word.substring(1)) : 0);
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
            case "share" -> Threshold.Simple.SHARE;
            case "exceptions" -> Threshold.Simple.EXCEPTIONS;
            default -> new Threshold.Percentile(Double.parseDouble(word.substring(1)));
        };
    }

    private static Comparison comparison(String sign) {
        return switch (sign) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.LESS_OR_EQUAL;
            case ">" -> Comparison.GREATER;
            default -> Comparison.GREATER_OR_EQUAL;
        };
    }

    /** In the metric's unit; a time in milliseconds. The notation has been checked. */
    private static double limit(String word, String text) {
        boolean time = TIMES.matcher(word).matches() && Character.isLetter(text.charAt(text.length() - 1));
        if (time) {
            return GoDuration.parse(text).orElse(Duration.ZERO).toNanos() / 1e6;
        }
        double number = Double.parseDouble(text.replaceFirst("(%|/s)$", ""));
        return text.endsWith("%") ? number / 100 : number;
    }
}
