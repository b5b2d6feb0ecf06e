package dev.throng.runner.http;

import dev.throng.runner.http.h2.Multiplexer;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ParserPool;
import dev.throng.runner.http.tls.TlsBuffers;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.plan.http.HttpVersion;
import java.util.concurrent.Executor;

/**
 * What the connections of one event loop share. Confined to the loop's thread, but for the executors.
 *
 * @param poller the loop's sockets
 * @param window where every connection reads into; overwritten by the next read of any of them
 * @param version what new connections speak
 * @param loop runs a task on the loop's thread
 * @param elsewhere runs what would hold the loop up: the expensive parts of a TLS handshake
 * @param keepAlive whether connections of HTTP/2 are alive
 */
public record LoopIo(
        Poller poller,
        byte[] window,
        SinkPool sinks,
        ParserPool parsers,
        TlsClient tls,
        HttpVersion version,
        TlsBuffers tlsBuffers,
        Executor loop,
        Executor elsewhere,
        KeepAlive keepAlive) {
    /** The same for connections that must be of HTTP/1.1, whatever the plan says. */
    public LoopIo http1() {
        return new LoopIo(
                poller, window, sinks, parsers, tls, HttpVersion.V1_1, tlsBuffers, loop, elsewhere, keepAlive);
    }

    /** Large enough that nearly every response lies whole in it, small enough for the processor's cache. */
    private static final int WINDOW_BYTES = 64 * 1024;

    /** One whose connections are never asked whether they are alive. */
    public static LoopIo of(Poller poller, TlsClient tls, Executor loop, Executor elsewhere) {
        return of(poller, tls, loop, elsewhere, KeepAlive.NONE);
    }

    public static LoopIo of(Poller poller, TlsClient tls, Executor loop, Executor elsewhere, KeepAlive keepAlive) {
        if (tls.version() != HttpVersion.V1_1) {
            Multiplexer.warmUp();
        }
        SinkPool sinks = new SinkPool();
        TlsBuffers buffers = new TlsBuffers(WINDOW_BYTES, sinks);
        return new LoopIo(
                poller,
                new byte[WINDOW_BYTES],
                sinks,
                new ParserPool(sinks),
                tls,
                tls.version(),
                buffers,
                loop,
                elsewhere,
                keepAlive);
    }
}
