package dev.throng.runner.http;

import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.request.PreparedRequest;
import dev.throng.runner.http.request.RequestEncoder;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to encode one request: all constant, and with computed path, header and body. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class EncoderBench {
    private static final Url TARGET = new Url(new Origin(false, "shop.example", 8000), "/", null);

    private final RequestEncoder encoder = new RequestEncoder(() -> 0);
    private final FakeScope scope = FakeScope.with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
    private final CookieJar jar = new CookieJar();
    private final ByteSink out = new ByteSink(1024);

    private final PreparedRequest constant = prepare("GET", FakeTemplate.constant("/items?page=1"), Optional.empty());
    private final PreparedRequest computed = prepare(
            "POST",
            FakeTemplate.variable("/items/", "/tags"),
            Optional.of(new Step.Body("application/json", FakeTemplate.variable("{\"name\": \"", "\"}"))),
            new Step.Header("Authorization", FakeTemplate.variable("Bearer ", "")));

    public EncoderBench() {
        jar.store("session=0123456789abcdef", TARGET.origin(), "/", 0);
    }

    @Benchmark
    public int constant() {
        return encode(constant, null);
    }

    @Benchmark
    public int constantWithCookie() {
        return encode(constant, jar);
    }

    @Benchmark
    public int computed() {
        return encode(computed, null);
    }

    private int encode(PreparedRequest request, @Nullable CookieJar cookies) {
        out.truncate(0);
        boolean unused = encoder.encode(request, scope, cookies, out);
        return out.length();
    }

    private static PreparedRequest prepare(
            String method, FakeTemplate path, Optional<Step.Body> body, Step.Header... headers) {
        Step.Request step = new Step.Request(
                "user",
                "name",
                method,
                path,
                List.of(headers),
                body,
                List.of(),
                Expectation.DEFAULT,
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                0);
        return PreparedRequest.of(step, TARGET);
    }
}
