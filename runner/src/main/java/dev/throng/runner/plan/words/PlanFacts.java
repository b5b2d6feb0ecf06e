package dev.throng.runner.plan.words;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.RootRules;
import dev.throng.api.schema.GoDuration;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan is made of, by the names that people know: what is written in another way, or left to a default, is the same
 * fact.
 */
final class PlanFacts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** Fields of the spec that the plan says better. */
    private static final Set<String> PLANNED = Set.of(
            "target",
            "users",
            "spawnRate",
            "rate",
            "poisson",
            "maxUsers",
            "runTime",
            "iterations",
            "iterationsPerUser",
            "rampDown",
            "stages",
            "warmup",
            "thresholds",
            "seed",
            "gracePeriod",
            "onWorkerLoss",
            "workerLossTimeout",
            "http",
            "scenario");

    private final Map<String, List<String>> facts = new LinkedHashMap<>();

    private PlanFacts() {}

    /** Facts by what they are about, in the plan's order; a fact of several lines is a sequence. */
    static Map<String, List<String>> of(Plan plan) {
        PlanFacts facts = new PlanFacts();
        facts.load(plan);
        facts.client(plan);
        plan.feeds().forEach(facts::feed);
        plan.users().forEach(facts::user);
        facts.code(plan.spec());
        plan.thresholds()
                .forEach(threshold -> facts.fact(
                        "threshold " + threshold.expression()
                                + threshold.about().map(" of "::concat).orElse(""),
                        "judged"
                                + (threshold.abortOnFail()
                                        ? ", ends the run after "
                                                + time(threshold.after().toNanos())
                                        : "")
                                + (threshold.allowNoSamples() ? ", may have no samples" : "")));
        facts.rest(plan.spec());
        return facts.facts;
    }

    private void load(Plan plan) {
        fact("target", String.valueOf(plan.target()));
        plan.shape().ifPresent(shape -> {
            fact("length", time(shape.lengthNanos()));
            fact("most users", String.valueOf(shape.maxUsers()));
            plan.phases().forEach(phase -> fact(phase.name(), phase(phase, shape)));
        });
        plan.iterations().ifPresent(iterations -> {
            fact("iterations", String.valueOf(iterations.total()));
            iterations.perUser().ifPresent(each -> fact("iterations per user", String.valueOf(each)));
        });
    }

    /** Users and arrivals where it begins, in its middle and where it ends. */
    private static String phase(Phase phase, Shape shape) {
        long from = phase.fromNanos();
        long end = Math.min(phase.toNanos(), shape.lengthNanos());
        long last = end == Long.MAX_VALUE ? from + Duration.ofHours(1).toNanos() : Math.max(from, end - 1);
        long middle = from + (last - from) / 2;
        String users = users(shape, from, middle, last);
        String rates = rates(shape, from, middle, last);
        return time(from) + " to " + time(end) + (users.isEmpty() ? "" : ", users " + users)
                + (rates.isEmpty() ? "" : ", arrivals/s " + rates) + (phase.judged() ? "" : ", not judged");
    }

    private static String users(Shape shape, long from, long middle, long last) {
        return course(
                String.valueOf(shape.usersAt(from)),
                String.valueOf(shape.usersAt(middle)),
                String.valueOf(shape.usersAt(last)));
    }

    private static String rates(Shape shape, long from, long middle, long last) {
        return course(rate(shape.rateAt(from)), rate(shape.rateAt(middle)), rate(shape.rateAt(last)));
    }

    private static String course(String from, String middle, String last) {
        if (from.equals(middle) && middle.equals(last)) {
            return from.equals("0") ? "" : from;
        }
        return from + ", " + middle + ", " + last;
    }

    private static String rate(double perSecond) {
        return String.valueOf(Math.round(perSecond * 1000) / 1000.0).replaceFirst("\\.0$", "");
    }

    private void client(Plan plan) {
        fact("seed", String.valueOf(plan.seed()));
        fact("grace period", time(plan.gracePeriod().toNanos()));
        fact(
                "lost workers",
                plan.onWorkerLoss() + " after " + time(plan.workerLossTimeout().toNanos()));
        HttpSettings http = plan.http();
        fact("http: connect timeout", time(http.connectTimeout().toNanos()));
        fact("http: first byte timeout", time(http.firstByteTimeout().toNanos()));
        fact("http: total timeout", time(http.totalTimeout().toNanos()));
        fact("http: certificates", http.insecureSkipVerify() ? "not checked" : "checked");
        http.caPem().ifPresent(pem -> facts.put("http: authorities", pem.lines().toList()));
        http.serverName().ifPresent(name -> fact("http: server name", name));
        if (http.version() != HttpVersion.V1_1) {
            fact("http: version", http.version().word());
            fact("http: streams", http.streams() + " per connection");
        }
        fact("http: redirects", http.followRedirects() ? "up to " + http.maxRedirects() : "not followed");
        fact("http: longest body", http.maxBodyBytes() + " bytes");
        fact("http: failures kept", String.valueOf(http.logFailures()));
    }

    private void feed(Feed feed) {
        fact(
                "data " + feed.name(),
                (feed.atEnd() == Feed.AtEnd.RECYCLE && feed.limit() == Long.MAX_VALUE
                                ? feed.rows().count()
                                : feed.limit())
                        + " rows, " + feed.pick() + (feed.perUser() ? " per user" : "") + ", at its end "
                        + feed.atEnd());
    }

    private void user(UserClass user) {
        String who = "user " + user.name();
        fact(who, user.count().isPresent() ? "count " + user.count().getAsInt() : "weight " + user.weight());
        fact(who + ": wait", wait(user.waiting()));
        facts.put(
                who + ": variables",
                user.initial().stream()
                        .map(set -> set.variable() + " = " + set.value().source())
                        .toList());
        facts.put(who + ": on start", PlanText.of(user.onStart()));
        user.tasks().forEach(task -> {
            fact(who + ", task " + task.name(), "weight " + task.weight());
            facts.put(who + ", task " + task.name() + ": steps", PlanText.of(task.steps()));
        });
        facts.put(who + ": on stop", PlanText.of(user.onStop()));
    }

    private static String wait(Wait wait) {
        return switch (wait) {
            case Wait.None _ -> "none";
            case Wait.Constant constant -> time(constant.nanos());
            case Wait.Between between -> time(between.minNanos()) + " to " + time(between.maxNanos());
            case Wait.Drawn drawn -> "drawn by " + drawn.distribution();
            case Wait.Pacing pacing -> "a task each " + time(pacing.periodNanos());
        };
    }

    private void code(LoadTestSpec spec) {
        JsonNode scenario = JSON.valueToTree(spec.scenario());
        for (String language : List.of("java", "python")) {
            JsonNode code = scenario.path(language);
            code.properties().forEach(field -> texts(language, field.getKey(), field.getValue()));
        }
    }

    private void texts(String language, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(file -> texts(language, name + "/" + file.getKey(), file.getValue()));
        } else {
            String text = value.isTextual() ? value.textValue() : value.toString();
            facts.put("code in " + language + ": " + name, text.lines().toList());
        }
    }

    /** All else that a run depends on, as the file says it. */
    private void rest(LoadTestSpec spec) {
        new TreeMap<>(JSON.<Map<String, JsonNode>>convertValue(JSON.valueToTree(spec), new TypeReference<>() {}))
                .forEach((field, value) -> {
                    if (!PLANNED.contains(field) && !RootRules.FREE.contains(field)) {
                        items(field, value);
                    }
                });
    }

    private void items(String field, JsonNode value) {
        if (value.isArray()) {
            List<String> lines = new ArrayList<>();
            value.forEach(item -> lines.add(item.toString()));
            facts.put(field, lines);
        } else {
            fact(field, value.isTextual() ? value.textValue() : value.toString());
        }
    }

    /** A second one of the same name is another one. */
    private void fact(String about, String value) {
        String name = about;
        for (int number = 2; facts.containsKey(name); number++) {
            name = about + " (" + number + ")";
        }
        facts.put(name, List.of(value));
    }

    private static String time(long nanos) {
        return nanos == Long.MAX_VALUE ? "for ever" : GoDuration.format(Duration.ofNanos(nanos));
    }
}
