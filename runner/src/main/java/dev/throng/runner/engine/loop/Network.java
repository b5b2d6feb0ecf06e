package dev.throng.runner.engine.loop;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.runner.engine.connection.AddressRotation;
import dev.throng.runner.engine.connection.Connections;
import dev.throng.runner.engine.connection.FreeConnections;
import dev.throng.runner.engine.connection.Proxied;
import dev.throng.runner.engine.connection.SharedConnections;
import dev.throng.runner.http.Dns;
import dev.throng.runner.http.KeepAlive;
import dev.throng.runner.http.LoopIo;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.request.RequestEncoder;
import dev.throng.runner.http.websocket.Compression;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How the users of one loop reach their targets: its sockets, the connections that they share, and how long they wait. Confined to the loop. */
public final class Network {
    private final Shared shared;
    private final LoopIo io;
    private final LoopIo http1;
    private final RequestEncoder encoder;
    private final @Nullable SharedConnections sharedConnections;
    private final @Nullable FreeConnections freeConnections;
    private final AddressRotation rotation;
    private final boolean keepsConnections;
    private final @Nullable Proxied proxy;
    private final int mostConnections;
    private final long connectTimeoutNanos;
    private final long firstByteTimeoutNanos;
    private final Recorder.Timing dnsTime;
    private final Recorder.Timing connectTime;
    private final Recorder.Timing tlsTime;
    private @Nullable Compression compression;

    /** @param loop runs a task on the loop's thread */
    Network(Shared shared, Poller poller, Executor loop, int mostConnections, Recorder recorder) {
        this.shared = shared;
        HttpSettings http = shared.plan().http();
        io = LoopIo.of(
                poller,
                shared.tls(),
                loop,
                shared.elsewhere(),
                new KeepAlive(http.wires().pingNanos()));
        http1 = io.http1();
        encoder = new RequestEncoder(shared.epochMillis());
        sharedConnections = http.streams() > 1 ? new SharedConnections(http.streams()) : null;
        freeConnections = http.wires().per() == ConnectionsPer.worker ? new FreeConnections() : null;
        keepsConnections = http.wires().per() != ConnectionsPer.iteration;
        rotation = new AddressRotation(shared.dns());
        boolean http2 = http.version() == HttpVersion.V2;
        proxy = http.wires().proxy().map(one -> new Proxied(one, http2)).orElse(null);
        this.mostConnections = mostConnections;
        connectTimeoutNanos = http.connectTimeout().toNanos();
        firstByteTimeoutNanos = http.firstByteTimeout().toNanos();
        dnsTime = recorder.timing(Snapshot.DNS);
        connectTime = recorder.timing(Snapshot.CONNECT);
        tlsTime = recorder.timing(Snapshot.TLS);
    }

    public LoopIo io() {
        return io;
    }

    /** For connections that must be of HTTP/1.1. */
    public LoopIo http1() {
        return http1;
    }

    public RequestEncoder encoder() {
        return encoder;
    }

    public Dns dns() {
        return shared.dns();
    }

    /** For a user that comes. */
    public Connections newConnections() {
        return freeConnections == null ? new Connections() : freeConnections;
    }

    /** Null unless users share connections. */
    public @Nullable SharedConnections sharedConnections() {
        return sharedConnections;
    }

    /** What users take their connections from; null where each has its own. */
    public @Nullable FreeConnections freeConnections() {
        return freeConnections;
    }

    /** Whether a user keeps its connections from one task to the next. */
    public boolean keepsConnections() {
        return keepsConnections;
    }

    public AddressRotation rotation() {
        return rotation;
    }

    /** The proxy that requests go by. */
    public @Nullable Proxied proxy() {
        return proxy;
    }

    /** Whether there may be no further connection: a process without any descriptor left could not even write its result. */
    public boolean isFull() {
        return io.poller().links() >= mostConnections;
    }

    public long connectTimeoutNanos() {
        return connectTimeoutNanos;
    }

    public long firstByteTimeoutNanos() {
        return firstByteTimeoutNanos;
    }

    public Recorder.Timing dnsTime() {
        return dnsTime;
    }

    public Recorder.Timing connectTime() {
        return connectTime;
    }

    public Recorder.Timing tlsTime() {
        return tlsTime;
    }

    /** Packs the messages of WebSockets; made when the first one is opened. */
    public Compression compression() {
        Compression made = compression;
        if (made == null) {
            made = new Compression();
            compression = made;
        }
        return made;
    }
}
