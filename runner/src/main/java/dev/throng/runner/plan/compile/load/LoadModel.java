package dev.throng.runner.plan.compile.load;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.load.LoadSpec;
import dev.throng.api.load.StageSpec;
import dev.throng.runner.plan.option.PlanOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many come when, as a run says it of all its users, or one of its loads of some of them. */
record LoadModel(
        @Nullable Integer users,
        @Nullable Double spawnRate,
        @Nullable String rate,
        @Nullable Boolean poisson,
        @Nullable Integer maxUsers,
        @Nullable String runTime,
        @Nullable String rampDown,
        @Nullable List<StageSpec> stages) {

    static LoadModel of(LoadTestSpec spec) {
        return new LoadModel(
                spec.users(),
                spec.spawnRate(),
                spec.rate(),
                spec.poisson(),
                spec.maxUsers(),
                spec.runTime(),
                spec.rampDown(),
                spec.stages());
    }

    static LoadModel of(LoadSpec spec) {
        return new LoadModel(
                spec.users(),
                spec.spawnRate(),
                spec.rate(),
                spec.poisson(),
                spec.maxUsers(),
                spec.runTime(),
                null,
                spec.stages());
    }

    /** Whether it says of any. */
    boolean isThere() {
        return users != null || rate != null || stages != null;
    }

    /** In a few words: {@code 200 users}, {@code up to 20/s}. */
    String words() {
        if (stages == null) {
            return rate == null ? people(users == null ? 0 : users) : rate;
        }
        int most = stages.stream()
                .mapToInt(stage -> stage.users() == null ? 0 : stage.users())
                .max()
                .orElse(0);
        String rates = stages.stream()
                .map(StageSpec::rate)
                .filter(text -> text != null)
                .max((one, other) -> Double.compare(perSecond(one), perSecond(other)))
                .orElse("");
        return "up to " + (rates.isEmpty() ? people(most) : most == 0 ? rates : people(most) + " and " + rates);
    }

    private static String people(int users) {
        return users + (users == 1 ? " user" : " users");
    }

    private static double perSecond(String rate) {
        return PlanOptions.perSecond(rate).orElse(0);
    }
}
