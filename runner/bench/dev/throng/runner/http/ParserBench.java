package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to parse one response, as nginx and as an API behind a framework send it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class ParserBench {
    private static final String JSON =
            "{\"data\": [" + "{\"id\": 12345, \"name\": \"item\"}, ".repeat(4) + "null], \"page\": 1}    ";

    private static final String NGINX = """
            HTTP/1.1 200 OK
            Server: nginx/1.22.1
            Date: Sun, 01 Mar 2026 00:00:00 GMT
            Content-Type: application/json
            Content-Length: %d
            Last-Modified: Sun, 01 Mar 2026 00:00:00 GMT
            Connection: keep-alive
            ETag: "65e11a80-96"
            Accept-Ranges: bytes

            """.formatted(JSON.length());

    private static final String CHUNKED = """
            HTTP/1.1 200 OK
            Content-Type: application/json; charset=utf-8
            Date: Sun, 01 Mar 2026 00:00:00 GMT
            Connection: keep-alive
            Keep-Alive: timeout=5
            Transfer-Encoding: chunked

            """;

    @Param({"length", "chunked"})
    String framing = "length";

    private final ResponseParser parser = new ResponseParser(new SinkPool());
    private byte[] window = {};
    private int length;

    @Setup
    public void fill() {
        String head = framing.equals("length") ? NGINX : CHUNKED;
        String body =
                framing.equals("length") ? JSON : Integer.toHexString(JSON.length()) + "\r\n" + JSON + "\r\n0\r\n\r\n";
        byte[] bytes = (head.replace("\n", "\r\n") + body).getBytes(US_ASCII);
        length = bytes.length;
        window = Arrays.copyOf(bytes, 64 * 1024);
    }

    @Benchmark
    public int inOneWindow() {
        parser.begin(false, true, 1_000_000);
        int unused = parser.parse(window, 0, length);
        int result = parser.status() + parser.bodyLength();
        parser.release();
        return result;
    }

    @Benchmark
    public int inTwoWindows() {
        parser.begin(false, true, 1_000_000);
        int half = length / 2;
        int unused = parser.parse(window, 0, half) + parser.parse(window, half, length);
        int result = parser.status() + parser.bodyLength();
        parser.release();
        return result;
    }
}
