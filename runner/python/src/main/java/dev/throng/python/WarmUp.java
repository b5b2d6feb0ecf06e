package dev.throng.python;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Lets Python run what every locustfile runs, before the clock starts: the first calls of a cold interpreter take a hundred
 * times as long as later ones, and users would queue behind them.
 */
final class WarmUp {
    private static final double MOST_SECONDS = 4;
    private static final double LEAST_SECONDS = 0.5;

    /** How long for every user that comes per second. */
    private static final double SECONDS_PER_RATE = 0.08;

    private static final int ROUNDS = 60;

    private WarmUp() {}

    /**
     * Runs for some seconds, the longer the faster users come; {@code THRONG_PYTHON_WARMUP} says how many, 0 for none.
     *
     * @param rate users per second at the start, as far as it is known
     */
    static void of(Interpreter python, Host host, OptionalDouble rate) {
        double seconds = Optional.ofNullable(System.getenv("THRONG_PYTHON_WARMUP"))
                .map(Double::parseDouble)
                .orElseGet(() -> seconds(rate));
        if (seconds > 0) {
            host.enter(new Stub());
            python.module("locust._warm").getMember("run").executeVoid(seconds);
            host.leave();
        }
    }

    /** A user's first turns in a cold interpreter take some tenths of a second: who comes slowly is not held up by them. */
    static double seconds(OptionalDouble rate) {
        return rate.isEmpty()
                ? MOST_SECONDS
                : Math.clamp(rate.getAsDouble() * SECONDS_PER_RATE, LEAST_SECONDS, MOST_SECONDS);
    }

    /** Answers at once, and ends a user's life after some rounds. */
    private static final class Stub implements Channel {
        private static final byte[] HEAD =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] BODY =
                "{\"id\": 1, \"token\": \"t\", \"data\": [1, 2, 3]}".getBytes(StandardCharsets.US_ASCII);

        private int left = ROUNDS;

        @Override
        public Reply exchange(Outgoing asked) {
            Request request = asked.toRequest(List.of(), Certificates.OF_RUN);
            Response response = new Response(
                    request, 200, HEAD, BODY, asked.url(), List.of(), 1_000_000, 1_000_000, 1_000_000, null);
            return new Reply(response, request.name(), asked.url(), 0, "", "");
        }

        @Override
        public void record(Reply reply, String failure) {}

        @Override
        public void record_as(Reply reply, String method, String name, double millis, long length, String failure) {}

        @Override
        public boolean round(double seconds) {
            if (left-- > 0) {
                return true;
            }
            left = ROUNDS;
            return false;
        }

        @Override
        public void exception(String message, String places, String whole) {}

        @Override
        public void leave(boolean atOnce) {}

        @Override
        public Cookies cookies() {
            return new NoCookies();
        }
    }
    /** A server that sets none; what the code sets is forgotten. */
    private record NoCookies() implements Channel.Cookies {
        @Override
        public void set(String name, String value, String domain, String path) {}

        @Override
        public void remove(String name, @Nullable String domain, @Nullable String path) {}

        @Override
        public void clear() {}

        @Override
        public List<String> flat() {
            return List.of();
        }
    }
}
