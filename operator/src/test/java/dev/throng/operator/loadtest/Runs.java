package dev.throng.operator.loadtest;

import dev.throng.api.LoadTestSpec;
import dev.throng.operator.loadtest.desired.Accepted;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs of the LoadTest shop/items. */
public final class Runs {
    private Runs() {}

    public static RunId numbered(int number) {
        return new RunId("shop", "items", "11111111-2222-3333-4444-555555555555", number);
    }

    /** With two workers and a minute of load. */
    public static Accepted accepted(RunId run) {
        return accepted(run, "target: http://items:8000");
    }

    /** The same, but its number of workers is to be found out, up to 6. */
    public static Accepted calibrating(RunId run) {
        return accepted(run, "target: http://items:8000\ncalibrate: true\nmaxWorkers: 6");
    }

    private static Accepted accepted(RunId run, String spec) {
        return new Accepted(
                run,
                Serialization.unmarshal(spec, LoadTestSpec.class),
                "",
                2,
                Scene.START_DEADLINE,
                Duration.ofSeconds(30),
                Optional.of(Duration.ofMinutes(1)),
                Optional.empty(),
                List.of());
    }
}
