package dev.throng.python;

import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets Python run what every locustfile runs, before the clock starts: the first calls of a cold interpreter take a hundred
 * times as long as later ones, and users would queue behind them.
 */
final class WarmUp {
    private static final double SECONDS = 4;
    private static final int ROUNDS = 60;

    private WarmUp() {}

    /** Runs for some seconds; {@code THRONG_PYTHON_WARMUP} says how many, 0 for none. */
    static void of(Interpreter python, Host host) {
        double seconds = Optional.ofNullable(System.getenv("THRONG_PYTHON_WARMUP"))
                .map(Double::parseDouble)
                .orElse(SECONDS);
        if (seconds > 0) {
            host.enter(new Stub());
            python.module("locust._warm").getMember("run").executeVoid(seconds);
            host.leave();
        }
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
            Request request = asked.toRequest(List.of());
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
