package dev.throng.runner.http;

import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.http.tls.TlsSession;
import dev.throng.runner.script.ByteSink;

/** TLS between a connection and its link: handshake, then bytes in both directions. Confined to the loop. */
final class SecureLayer {
    private final Connection connection;
    private final LoopIo io;
    private final TlsSession session;
    private boolean working;
    private boolean ended;
    private boolean released;
    private long openAt;

    SecureLayer(Connection connection, LoopIo io) {
        this.connection = connection;
        this.io = io;
        session = io.tls().session(connection.origin(), connection.user(), io.tlsBuffers(), io.version());
    }

    /** When the handshake was over. */
    long openAt() {
        return openAt;
    }

    boolean isOpen() {
        return session.state() == TlsSession.State.OPEN;
    }

    boolean agreedOnHttp2() {
        return session.protocol().equals(TlsClient.HTTP_2);
    }

    /** Whether the peer's end was announced, so that it is genuine. */
    boolean saidGoodbye() {
        return session.state() == TlsSession.State.CLOSED;
    }

    void begin() {
        ByteSink out = io.sinks().take();
        session.begin(out);
        flush(out);
    }

    /** Encrypts and sends. False when the link is broken, or when nothing could be encrypted. */
    boolean send(ByteSink plain) {
        ByteSink out = io.sinks().take();
        session.send(plain.array(), 0, plain.length(), out);
        boolean alive = session.state() == TlsSession.State.OPEN && connection.transmit(out, 0);
        io.sinks().give(out);
        return alive;
    }

    void receive(byte[] window, int count, long at) {
        ByteSink out = io.sinks().take();
        int plain = session.receive(window, 0, count, out);
        after(plain, out, at);
    }

    private void after(int plain, ByteSink out, long at) {
        if (!flush(out)) {
            return;
        }
        if (session.needsTasks()) {
            workElsewhere();
            return;
        }
        switch (session.state()) {
            case HANDSHAKING -> {}
            case OPEN -> deliver(plain, at);
            case CLOSED -> farewell(plain, at);
            case FAILED -> connection.lose(Connection.Loss.TLS, session.problem());
        }
    }

    private boolean flush(ByteSink out) {
        boolean alive = connection.transmit(out, 0);
        io.sinks().give(out);
        if (!alive) {
            boolean refused = session.state() == TlsSession.State.FAILED;
            connection.lose(Connection.Loss.TLS, refused ? session.problem() : "connection lost");
        }
        return alive;
    }

    private void deliver(int plain, long at) {
        if (openAt == 0) {
            openAt = at;
            connection.open();
            if (connection.isClosed()) {
                return;
            }
        }
        if (plain > 0) {
            take(plain, at);
        }
    }

    private void take(int plain, long at) {
        byte[] bytes = session.plain();
        connection.take(bytes, plain, at, at);
        Poison.spoil(bytes, 0, plain);
    }

    private void farewell(int plain, long at) {
        connection.peerLeft();
        if (plain > 0) {
            take(plain, at);
        }
        // What became of a request that crosses this goodbye is known when TCP has ended too.
        if (!connection.awaitsAnswer()) {
            connection.ended();
        }
    }

    private void workElsewhere() {
        if (working) {
            return;
        }
        working = true;
        io.elsewhere().execute(() -> {
            session.runTasks();
            io.loop().execute(this::goOn);
        });
    }

    private void goOn() {
        working = false;
        if (ended) {
            release();
            return;
        }
        ByteSink out = io.sinks().take();
        after(session.proceed(out), out, System.nanoTime());
    }

    /** The connection goes: says so to the peer, and gives the buffers back as soon as nobody works on them. */
    void close() {
        ended = true;
        if (working) {
            return;
        }
        if (session.state() == TlsSession.State.OPEN) {
            ByteSink out = io.sinks().take();
            session.close(out);
            boolean unused = connection.transmit(out, 0);
            io.sinks().give(out);
        }
        release();
    }

    private void release() {
        if (!released) {
            released = true;
            session.release();
        }
    }
}
