package dev.throng.python.scenario;

import dev.throng.python.host.Host;
import dev.throng.python.http.Channel;
import dev.throng.python.http.JdkClient;
import dev.throng.python.http.Outgoing;
import dev.throng.python.http.Reply;
import dev.throng.python.interpreter.Interpreter;
import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
    private static final byte[] STREAM = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

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

    /** Lets the client of responses that are read on their way read one: its first use takes a second that is nobody's. */
    static void ofStreams(JdkClient client) {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("warm-up").start(() -> answer(server));
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            Outgoing asked = new Outgoing("GET", url, "", null, false, Channel.STREAM, 2000, null);
            var unused =
                    client.exchange(asked, Certificates.OF_RUN, "", () -> false).complete();
        } catch (IOException notWarm) {
            // then the first user's first response is a little later
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket call = server.accept()) {
            InputStream in = call.getInputStream();
            int ends = 0;
            for (int c = in.read(); c >= 0 && ends < 2; c = ends < 2 ? in.read() : c) {
                ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
            }
            call.getOutputStream().write(STREAM);
        } catch (IOException notWarm) {
            // as above
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
        public Reply send(Outgoing asked) {
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
