package dev.throng.runner.plan.compile.answer;

import dev.throng.api.step.RetrySpec;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Retry;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a request is sent again. */
public final class RetryCompiler {
    private static final StatusSet USUAL = StatusSet.in(List.of("429", "503"));
    private static final int USUAL_TIMES = 3;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private RetryCompiler() {}

    public static Optional<Retry> compile(@Nullable RetrySpec spec, Place place) {
        if (spec == null) {
            return Optional.empty();
        }
        int times = spec.times() == null ? USUAL_TIMES : spec.times();
        if (times < 1) {
            place.field("times").problem("must be 1 or more");
        }
        long pause = Quantity.positive(spec.backoff(), USUAL_PAUSE, place.field("backoff"))
                .toNanos();
        long most = Quantity.positive(spec.atMost(), LONGEST_PAUSE, place.field("atMost"))
                .toNanos();
        if (pause > most) {
            place.field("atMost").problem("is less than the first pause, which is backoff");
        }
        StatusSet on = spec.status() != null && ExpectCompiler.isRight(spec.status(), false, place.field("status"))
                ? StatusSet.in(spec.status())
                : USUAL;
        return Optional.of(new Retry(on, Boolean.TRUE.equals(spec.noAnswer()), Math.max(1, times), pause, most));
    }
}
