package dev.throng.runner.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the demo target behaves.
 *
 * @param port 0 = any free one
 * @param latency time from the request's last byte to the response, at least
 * @param jitter random addition to the latency, uniform from 0 to this
 * @param errorRate share of requests, 0 to 1, that are answered with 503
 * @param writesPerSecond creations beyond this rate are answered with 429; 0 = no limit
 * @param requireLogin answer 401 to API calls without the token that the login gave
 * @param accessLog file that gets a line per answered request
 */
public record DemoOptions(
        String host,
        int port,
        Duration latency,
        Duration jitter,
        double errorRate,
        int writesPerSecond,
        boolean requireLogin,
        Optional<Path> accessLog) {

    /** Loopback, any port, answers at once and without errors. */
    public static final DemoOptions DEFAULT =
            new DemoOptions("127.0.0.1", 0, Duration.ZERO, Duration.ZERO, 0, 0, false, Optional.empty());

    public DemoOptions withLatency(Duration latency) {
        return new DemoOptions(host, port, latency, jitter, errorRate, writesPerSecond, requireLogin, accessLog);
    }

    public DemoOptions withErrorRate(double errorRate) {
        return new DemoOptions(host, port, latency, jitter, errorRate, writesPerSecond, requireLogin, accessLog);
    }

    public DemoOptions withAccessLog(Path file) {
        return new DemoOptions(
                host, port, latency, jitter, errorRate, writesPerSecond, requireLogin, Optional.of(file));
    }
}
