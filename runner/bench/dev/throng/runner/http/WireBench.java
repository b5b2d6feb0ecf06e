package dev.throng.runner.http;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.request.PreparedRequest;
import dev.throng.runner.http.request.RequestEncoder;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What writing a request and reading a response cost; run with {@code -prof gc} to see that they allocate nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBench {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Tue, 24 Nov 2026 15:00:00 GMT\r\n"
                    + "Content-Type: application/json\r\nConnection: keep-alive\r\n";
    private static final byte[] PLAIN = bytes(HEAD + "Content-Length: 150\r\n\r\n" + "x".repeat(150));
    private static final byte[] CHUNKED = bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\n4b\r\n" + "x".repeat(75)
            + "\r\n4b\r\n" + "x".repeat(75) + "\r\n0\r\n\r\n");
    private static final Url TARGET = Objects.requireNonNull(Url.parse("http://shop.example:8000"));

    private final FakeScope scope = FakeScope.with("4711");
    private final RequestEncoder encoder = new RequestEncoder(() -> 0);
    private final ResponseParser parser = new ResponseParser(new SinkPool());
    private final ByteSink out = new ByteSink(1024);
    private final PreparedRequest constant = request("GET", FakeTemplate.constant("/json"), Optional.empty());
    private final PreparedRequest computed = request(
            "POST",
            FakeTemplate.variable("/items/", "/tags"),
            Optional.of(new Step.Body("application/json", FakeTemplate.variable("{\"id\": ", "}"))));

    @Benchmark
    public int encodeConstant() {
        out.truncate(0);
        encoder.encode(constant, scope, null, out);
        return out.length();
    }

    @Benchmark
    public int encodeComputed() {
        out.truncate(0);
        encoder.encode(computed, scope, null, out);
        return out.length();
    }

    @Benchmark
    public int parse() {
        return parse(PLAIN, false);
    }

    @Benchmark
    public int parseKeepingTheBody() {
        return parse(PLAIN, true);
    }

    @Benchmark
    public int parseChunked() {
        return parse(CHUNKED, true);
    }

    private int parse(byte[] response, boolean wantBody) {
        parser.begin(false, wantBody, 1 << 20);
        parser.parse(response, 0, response.length);
        int status = parser.status();
        parser.release();
        return status;
    }

    private static PreparedRequest request(String method, Template path, Optional<Step.Body> body) {
        Step.Request step = new Step.Request(
                "User",
                "name",
                method,
                path,
                List.of(),
                body,
                List.of(),
                Expectation.DEFAULT,
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                1_000_000_000);
        return PreparedRequest.of(step, TARGET);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
