package dev.throng.runner.http;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.tls.TlsBuffers;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.http.tls.TlsSession;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.script.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What TLS 1.3 adds to an exchange on an open connection: encrypt one request, decrypt one response. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class TlsBench {
    private static final int BATCH = 500;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final byte[] request = new byte[180];
    private final byte[] response = new byte[400];
    private final byte[][] records = new byte[BATCH][];
    private final SinkPool sinks = new SinkPool();
    private final TlsBuffers buffers = new TlsBuffers(64 * 1024, sinks);
    private final ByteSink out = new ByteSink(256 * 1024);
    private final ByteBuffer network = ByteBuffer.allocate(64 * 1024);
    private final ByteBuffer plain = ByteBuffer.allocate(64 * 1024);
    private final TlsSession client = client().session(new Origin(true, "localhost", 443), 1, buffers);
    private final SSLEngine server = server();

    @Setup
    public void shakeHands() throws SSLException {
        client.begin(out);
        while (client.state() == TlsSession.State.HANDSHAKING) {
            take();
            network.clear();
            while (server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                server.wrap(NOTHING, network);
            }
            int unused = client.receive(network.array(), 0, network.position(), out);
            while (client.needsTasks()) {
                client.runTasks();
                unused = client.proceed(out);
            }
        }
    }

    /** The server reads what was sent last, and has new records ready. */
    @Setup(Level.Invocation)
    public void exchange() throws SSLException {
        take();
        for (int i = 0; i < BATCH; i++) {
            network.clear();
            server.wrap(ByteBuffer.wrap(response), network);
            records[i] = Arrays.copyOf(network.array(), network.position());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int requestAndResponse() {
        int count = 0;
        for (byte[] bytes : records) {
            client.send(request, 0, request.length, out);
            count += client.receive(bytes, 0, bytes.length, out);
        }
        return count;
    }

    private void take() throws SSLException {
        ByteBuffer sent = ByteBuffer.wrap(out.array(), 0, out.length());
        while (sent.hasRemaining()) {
            server.unwrap(sent, plain.clear());
            for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
                task.run();
            }
        }
        out.truncate(0);
    }

    private static SSLEngine server() {
        try {
            TestAuthority authority = TestAuthority.in(Files.createTempDirectory("throng-bench"));
            SSLEngine engine = authority
                    .issue("good", "dns:localhost", "-1d", 10)
                    .server("good")
                    .createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsClient client() {
        Duration second = Duration.ofSeconds(1);
        return TlsClient.of(new HttpSettings(
                second, second, second, true, Optional.empty(), Optional.empty(), true, 10, 1 << 20, 0));
    }
}
