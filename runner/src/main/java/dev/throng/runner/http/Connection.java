package dev.throng.runner.http;

import dev.throng.runner.http.io.Link;
import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.script.ByteSink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection, over TCP or TLS: of HTTP/1.1, which carries one exchange at a time, or of HTTP/2 with its {@link Streams}. Confined to
 * its loop.
 *
 * <p>Life: {@code CONNECTING → (SECURING →) IDLE ⇄ BUSY → CLOSED}, or with HTTP/2 {@code … → STREAMING → CLOSED}. The owner is told what happens while it waits for
 * something; an idle connection that goes away just {@linkplain #isIdle is not idle} any more.
 *
 * <p>Instants are {@link System#nanoTime}. Those of arriving bytes are the kernel's own stamps where it gives them. Elsewhere
 * they are when the kernel told of them, so that the time in which the loop saw to other connections does not count as the
 * server's; bytes of which more may have come since then, because they are too many for one segment, count from the end of
 * the read.
 */
public final class Connection implements Carrier, Link.Listener {
    private enum State {
        CONNECTING,
        /** A proxy is asked for the way. */
        TUNNELLING,
        SECURING,
        IDLE,
        BUSY,
        /** It speaks HTTP/2. */
        STREAMING,
        /** It was of HTTP and speaks something else now. */
        UPGRADED,
        CLOSED
    }

    /** Bytes that every network carries in one piece, headers aside: they came all at once. */
    private static final int ONE_SEGMENT = 1200;

    private static final long NO_HINT = 0;
    /** No call to the kernel takes so long, only the loss of the processor before or behind it. */
    private static final long INTERRUPTED = 2_000_000;

    private static final int REQUEST_TIMEOUT = 408;

    private final LoopIo io;
    private final Origin origin;
    private final int user;
    private final @Nullable String way;
    private final Link link;
    private Owner owner;

    /** Borrowed from the response's first byte until the exchange is settled. */
    private @Nullable ResponseParser parser;

    private boolean toHead;
    private boolean wantBody;
    private long maxBodyBytes;
    private @Nullable SecureLayer secure;
    private @Nullable Streams streams;
    private @Nullable Upgraded upgraded;
    private @Nullable ByteSink unsent;
    private int unsentFrom;
    private State state = State.CONNECTING;
    private boolean used;
    private boolean excess;
    private boolean peerLeaves;
    private Fate fate = Fate.UNCLEAR;

    private long bytesReceived;

    /** Bytes given to the kernel since the present request began. */
    private long given;

    /** Those of them, or more than them, that are the request. */
    private long requestBytes;

    private boolean parting;
    private long lostAt;

    private long idleUntil = NO_HINT;
    private long openedAt;
    private long connectedAt;
    private long sentAt;
    private long firstByteAt;
    private long lastByteAt;
    private boolean stamped;

    private Connection(
            LoopIo io,
            Origin origin,
            InetSocketAddress remote,
            @Nullable InetAddress local,
            @Nullable String way,
            int user,
            long now,
            Owner owner) {
        this.io = io;
        this.origin = origin;
        this.user = user;
        this.way = way;
        this.owner = owner;
        openedAt = now;
        link = io.poller().connect(remote, local, this);
    }

    /**
     * Begins to connect.
     *
     * @param local source address; null lets the system choose
     * @param way what a proxy is to be asked first; null without one
     * @param user number of the virtual user: TLS sessions are resumed by their own user only
     */
    public static Connection open(
            LoopIo io,
            Origin origin,
            InetSocketAddress remote,
            @Nullable InetAddress local,
            @Nullable String way,
            int user,
            Owner owner) {
        return new Connection(io, origin, remote, local, way, user, System.nanoTime(), owner);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    int user() {
        return user;
    }

    /** Whether it can carry a request now. */
    public boolean isIdle() {
        Streams several = streams;
        return several == null
                ? state == State.IDLE && (idleUntil == NO_HINT || System.nanoTime() - idleUntil < 0)
                : state == State.STREAMING && several.hasRoom();
    }

    /** What carries the next exchange: this connection itself, or a stream of it. Only when {@linkplain #isIdle it can}. */
    public Carrier carrier(Owner next) {
        Streams several = streams;
        if (several != null) {
            return several.take(next);
        }
        owner = next;
        return this;
    }

    /** How many exchanges it carries now. */
    public int active() {
        Streams several = streams;
        return several == null ? state == State.BUSY ? 1 : 0 : several.active();
    }

    /** Whether it speaks HTTP/2, so that it can carry several exchanges at a time. */
    public boolean isShareable() {
        return streams != null;
    }

    @Override
    public boolean isStream() {
        return false;
    }

    @Override
    public long sentBytes(ByteSink request) {
        return request.length();
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether it has carried an exchange before the present one: only then may its loss be the end of its idle time. */
    @Override
    public boolean wasUsed() {
        return used;
    }

    /** From the beginning until TCP stood. */
    public long connectNanos() {
        return connectedAt - openedAt;
    }

    /** The instant from which {@link #tlsNanos} counts is the end of connecting; 0 without TLS. */
    public long tlsNanos() {
        SecureLayer layer = secure;
        return layer == null ? 0 : layer.openAt() - connectedAt;
    }

    /**
     * Whether the response is a server's goodbye that it may have sent before it had read the request: all that is known of a
     * 408 on a new connection.
     */
    @Override
    public boolean mayBeOutOfTurn() {
        return response().status() == REQUEST_TIMEOUT && !response().keepAlive();
    }

    /** When the present exchange's request was given to the kernel. */
    @Override
    public long sentAt() {
        return sentAt;
    }

    /** When the response's first byte came; 0 as long as there is none. */
    @Override
    public long firstByteAt() {
        return firstByteAt;
    }

    /** Whether {@link #lastByteAt} is the kernel's stamp. */
    @Override
    public boolean isStamped() {
        return stamped;
    }

    /** When the response's last byte came. */
    @Override
    public long lastByteAt() {
        return lastByteAt;
    }

    /**
     * What became of the present request, when there is no answer: after a loss before the response as it was then, otherwise
     * as it is now.
     */
    @Override
    public Fate fate() {
        return state == State.BUSY ? fateNow() : fate;
    }

    private Fate fateNow() {
        return fate(link.delivery(requestBytes, given - requestBytes));
    }

    private Fate fate(Link.Delivery delivery) {
        return switch (delivery) {
            case NONE -> Fate.MISSED;
            // Servers read so little in one piece, so that what was not read as a whole was not read at all.
            case UNREAD -> requestBytes <= ONE_SEGMENT ? Fate.MISSED : Fate.UNCLEAR;
            // A request of which a part was never given to the kernel has not arrived as a whole.
            case WHOLE -> unsent == null ? Fate.ARRIVED : Fate.UNCLEAR;
            case UNKNOWN -> Fate.UNCLEAR;
        };
    }

    /** When it was lost, or when the peer closed its side. */
    @Override
    public long lostAt() {
        return lostAt;
    }

    /** Bytes of the present exchange's response that have come, whatever became of it. */
    @Override
    public long bytesReceived() {
        ResponseParser reading = parser;
        return reading == null ? bytesReceived : reading.totalBytes();
    }

    /** The present exchange's response. Once its first byte has come, until {@link #settle}. */
    @Override
    public ResponseParser response() {
        ResponseParser reading = parser;
        if (reading == null) {
            throw new IllegalStateException("no response has begun");
        }
        return reading;
    }

    /**
     * Sends a request; only when {@linkplain #isIdle idle}. The bytes are the caller's again when this returns.
     *
     * @return false when the connection turned out to be gone and nothing can have been sent; it is closed then, and the owner is not told
     */
    @Override
    public boolean send(ByteSink request, boolean head, boolean wantsBody, long mostBodyBytes) {
        state = State.BUSY;
        toHead = head;
        wantBody = wantsBody;
        maxBodyBytes = mostBodyBytes;
        excess = false;
        fate = Fate.UNCLEAR;
        bytesReceived = 0;
        given = 0;
        parting = false;
        firstByteAt = 0;
        sentAt = System.nanoTime();
        SecureLayer layer = secure;
        boolean alive = layer == null ? transmit(request, 0) : layer.send(request);
        long sent = System.nanoTime();
        if (sent - sentAt > INTERRUPTED) {
            sentAt = link.sentNanos(sentAt, sent);
        }
        ByteSink rest = unsent;
        requestBytes = given + (rest == null ? 0 : rest.length());
        if (!alive) {
            close();
        }
        return alive;
    }

    /**
     * Ends the exchange: forgets the response, and keeps the connection if both sides want that.
     *
     * @param mayKeep false when the request asked for its end
     */
    @Override
    public void settle(boolean mayKeep) {
        boolean keep =
                mayKeep && state == State.BUSY && response().keepAlive() && !excess && unsent == null && !peerLeaves();
        if (keep) {
            idleUntil = idleUntil(response().keepAliveSeconds());
        }
        release();
        used = true;
        if (keep) {
            state = State.IDLE;
        } else {
            close();
        }
    }

    /** Servers that say how long they keep an idle connection close it then; a part of that is left for the way. */
    private long idleUntil(int hintSeconds) {
        return hintSeconds < 0 ? NO_HINT : lastByteAt + hintSeconds * 900_000_000L;
    }

    /**
     * Ends the exchange, whose answer was 101, and speaks another protocol from now on; what has come behind the answer is told after the owner has
     * been told of it.
     */
    public void upgrade(Upgraded to) {
        upgraded = to;
        release();
        used = true;
        state = State.UPGRADED;
    }

    /** Whether it is one of HTTP no more. */
    public boolean isUpgraded() {
        return upgraded != null;
    }

    /** Sends bytes of another protocol. False when the connection is gone. */
    public boolean say(ByteSink bytes) {
        return state == State.UPGRADED && push(bytes);
    }

    /** Bytes that wait until the kernel takes them. */
    public int unsentBytes() {
        ByteSink rest = unsent;
        return rest == null ? 0 : rest.length() - unsentFrom;
    }

    /** Closes; does nothing the second time. The owner is not told. */
    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        Streams several = streams;
        if (several != null) {
            several.close();
        }
        SecureLayer layer = secure;
        if (layer != null) {
            layer.close();
        }
        state = State.CLOSED;
        link.close();
        release();
        ByteSink rest = unsent;
        if (rest != null) {
            unsent = null;
            io.sinks().give(rest);
        }
    }

    private void release() {
        ResponseParser read = parser;
        if (read != null) {
            bytesReceived = read.totalBytes();
            parser = null;
            io.parsers().give(read);
        }
    }

    // Sending

    /** Sends plain bytes. False when the link is broken, or nothing could be encrypted. */
    boolean push(ByteSink plain) {
        SecureLayer layer = secure;
        return layer == null ? transmit(plain, 0) : layer.send(plain);
    }

    /** Whether the kernel has not taken all that was to be sent. */
    boolean isCongested() {
        return unsent != null;
    }

    /** The link turned out to be gone when something was sent. */
    void broken() {
        SecureLayer layer = secure;
        broken(layer == null || layer.isOpen() ? link.fault().message() : "connection closed by peer");
    }

    /** Sends what the kernel takes at once, and keeps a copy of the rest. False when the link is broken. */
    boolean transmit(ByteSink bytes, int from) {
        int length = bytes.length() - from;
        if (length == 0) {
            return true;
        }
        if (unsent != null) {
            unsent.append(bytes.array(), from, length);
            return true;
        }
        int count = link.send(bytes.array(), from, length);
        if (count < 0) {
            return false;
        }
        given += count;
        if (count < length) {
            keep(bytes, from + count);
        }
        return true;
    }

    private void keep(ByteSink bytes, int from) {
        ByteSink rest = io.sinks().take();
        rest.append(bytes.array(), from, bytes.length() - from);
        unsent = rest;
        unsentFrom = 0;
        link.wantWritable(true);
    }

    @Override
    public void writable() {
        ByteSink rest = unsent;
        if (rest == null) {
            link.wantWritable(false);
            return;
        }
        int count = link.send(rest.array(), unsentFrom, rest.length() - unsentFrom);
        if (count < 0) {
            broken(link.fault().message());
            return;
        }
        given += count;
        unsentFrom += count;
        if (unsentFrom == rest.length()) {
            unsent = null;
            io.sinks().give(rest);
            link.wantWritable(false);
            Streams several = streams;
            if (several != null) {
                several.drained();
            }
        }
    }

    // Opening

    @Override
    public void connected() {
        connectedAt = System.nanoTime();
        if (way != null) {
            state = State.TUNNELLING;
            ByteSink asked = io.sinks().take();
            asked.append(way);
            boolean alive = transmit(asked, 0);
            io.sinks().give(asked);
            if (!alive) {
                broken(link.fault().message());
            }
        } else {
            secure();
        }
    }

    /** Takes a proxy's answer. */
    private void tunnelled(byte[] bytes, int count) {
        ResponseParser reading = parser;
        if (reading == null) {
            toHead = true; // the answer has no body where it is good, and nobody wants to read the others'
            reading = begin();
        }
        int taken = reading.parse(bytes, 0, count);
        switch (reading.state()) {
            case NEED_MORE -> {}
            case COMPLETE -> {
                int status = reading.status();
                release();
                if (status / 100 == 2 && taken == count) {
                    connectedAt = System.nanoTime();
                    secure();
                } else {
                    lose(Loss.CONNECT, "the proxy answered " + status + " when asked for " + origin);
                }
            }
            case FAILED -> lose(Loss.CONNECT, "the proxy answered " + reading.problem());
        }
    }

    private void secure() {
        if (origin.tls()) {
            state = State.SECURING;
            SecureLayer layer = new SecureLayer(this, io);
            secure = layer;
            layer.begin();
        } else {
            open();
        }
    }

    /** TCP and, where it is asked for, TLS stand. */
    void open() {
        SecureLayer layer = secure;
        boolean agreed = layer == null ? wantsHttp2() : layer.agreedOnHttp2();
        if (agreed) {
            state = State.STREAMING;
            streams = new Streams(this, io);
        } else if (wantsHttp2()) {
            String fix = origin.multiplexed() ? ", which gRPC needs" : "; set http.version to auto or \"1.1\"";
            lose(Loss.TLS, "the server does not offer HTTP/2 (ALPN h2)" + fix);
            return;
        } else {
            state = State.IDLE;
        }
        owner.opened(this);
    }

    private boolean wantsHttp2() {
        return io.version() == HttpVersion.V2 || origin.multiplexed();
    }

    @Override
    public void failed(Link.Fault fault) {
        lose(fault.own() ? Loss.OWN_LIMIT : Loss.CONNECT, fault.message());
    }

    // Receiving

    @Override
    public void readable(long noticedNanos) {
        byte[] window = io.window();
        int count = link.receive(window, 0, window.length);
        if (count > 0) {
            received(window, count, noticedNanos);
            Poison.spoil(window, 0, count);
        } else if (count == Link.END) {
            ended();
        } else if (count == Link.BROKEN) {
            broken(link.fault().message());
        }
    }

    private void received(byte[] window, int count, long noticedNanos) {
        Streams several = streams;
        if (several != null) {
            several.arriving(noticedNanos, link.stampNanos(), count <= ONE_SEGMENT);
        }
        // What the kernel had told of may belong to what was before the present request.
        long noticed = noticedNanos < sentAt ? System.nanoTime() : noticedNanos;
        long stamp = stamp(noticed);
        stamped = stamp != 0;
        long first = stamped ? Math.min(noticed, stamp) : noticed;
        long last = stamped ? stamp : count <= ONE_SEGMENT ? noticed : System.nanoTime();
        SecureLayer layer = secure;
        if (layer == null) {
            take(window, count, first, last);
        } else {
            layer.receive(window, count, last);
        }
    }

    /** The kernel's stamp, if there is one that can be: not before the request, nor after now. 0 otherwise. */
    private long stamp(long noticed) {
        long stamp = link.stampNanos();
        if (stamp == 0 || stamp < sentAt) {
            return 0;
        }
        return stamp <= noticed ? stamp : Math.min(stamp, System.nanoTime());
    }

    /**
     * Takes plain bytes.
     *
     * @param first when the first of them was there
     * @param last when the last of them was there
     */
    void take(byte[] bytes, int count, long first, long last) {
        Upgraded other = upgraded;
        if (other != null && state == State.UPGRADED) {
            other.received(bytes, 0, count, last);
            return;
        }
        if (state != State.BUSY) {
            if (streams != null && state == State.STREAMING) {
                streams.take(bytes, count);
            } else if (state == State.TUNNELLING) {
                tunnelled(bytes, count);
            } else {
                // Nobody asked: the peer speaks out of turn, and what it says can belong to no request.
                close();
            }
            return;
        }
        if (firstByteAt == 0) {
            firstByteAt = first;
        }
        ResponseParser reading = parser;
        if (reading == null) {
            reading = begin();
        }
        reading.at(last);
        int taken = reading.parse(bytes, 0, count);
        switch (reading.state()) {
            case NEED_MORE -> {}
            case COMPLETE -> {
                complete(taken < count, last);
                takeRest(bytes, taken, count, last);
            }
            case FAILED -> lose(Loss.PROTOCOL, reading.problem());
        }
    }

    /** What follows an answer by which the protocol has changed is of the new one. */
    private void takeRest(byte[] bytes, int from, int to, long last) {
        Upgraded other = upgraded;
        if (other != null && state == State.UPGRADED && from < to) {
            other.received(bytes, from, to, last);
        }
    }

    private ResponseParser begin() {
        ResponseParser reading = io.parsers().take();
        reading.begin(toHead, wantBody, maxBodyBytes);
        reading.bodyConsumer(owner.bodyConsumer());
        reading.upgrades(owner.upgrades());
        parser = reading;
        return reading;
    }

    private void complete(boolean more, long at) {
        ResponseParser reading = response();
        if (!reading.keepAlive() && isOutOfTurn(reading.status())) {
            lose(Loss.OUT_OF_TURN, "connection closed by peer");
            return;
        }
        excess = more;
        lastByteAt = at;
        owner.responded(this);
    }

    /**
     * Whether a response that ends the connection was sent before the request had come. Servers that are tired of an idle
     * connection may say so by a 408; RFC 9110 §15.5.9 lets the request be repeated then.
     */
    private boolean isOutOfTurn(int status) {
        boolean tired = status == REQUEST_TIMEOUT;
        Link.Delivery delivery = link.delivery(requestBytes, given - requestBytes);
        boolean early = delivery == Link.Delivery.NONE || tired && fate(delivery) == Fate.MISSED;
        fate = early ? Fate.MISSED : Fate.UNCLEAR;
        return early || tired && used;
    }

    /** The peer has announced its end: it will answer nothing that is not on its way yet. */
    void peerLeft() {
        peerLeaves = true;
    }

    private boolean peerLeaves() {
        return peerLeaves || link.ending();
    }

    /** The peer has closed its side. */
    void ended() {
        SecureLayer layer = secure;
        if (started()) {
            endWithin(layer == null || layer.saidGoodbye());
        } else if (state == State.BUSY && !parting && fateNow() != Fate.MISSED) {
            parting = true;
            lostAt = System.nanoTime();
            owner.parting(this);
        } else {
            part();
        }
    }

    /** Says what became of the request that a peer's end has met; after {@link Carrier.Owner#parting}. */
    @Override
    public void part() {
        fate = state == State.BUSY ? fate(link.finalDelivery(requestBytes, given - requestBytes)) : fate;
        broken("connection closed by peer");
    }

    /** Whether a request is under way of whose response no byte has come. */
    boolean awaitsAnswer() {
        return state == State.BUSY && !started();
    }

    /** Whether a byte of the awaited response has come. */
    private boolean started() {
        ResponseParser reading = parser;
        return state == State.BUSY && reading != null && reading.started();
    }

    private void endWithin(boolean genuine) {
        long at = System.nanoTime();
        if (!genuine) {
            lose(Loss.WITHIN_RESPONSE, "connection closed within the response, without TLS close_notify");
            return;
        }
        ResponseParser reading = response();
        reading.endOfStream();
        if (reading.state() == ResponseParser.State.COMPLETE) {
            complete(true, at);
        } else {
            lose(Loss.WITHIN_RESPONSE, reading.problem());
        }
    }

    private void broken(String message) {
        switch (state) {
            case CONNECTING -> lose(Loss.CONNECT, message);
            case TUNNELLING -> lose(Loss.CONNECT, message + ", of the proxy");
            case SECURING -> lose(Loss.TLS, message + " during the TLS handshake");
            case BUSY -> lose(started() ? Loss.WITHIN_RESPONSE : Loss.BEFORE_RESPONSE, message);
            case STREAMING, UPGRADED -> lose(Loss.BEFORE_RESPONSE, message);
            case IDLE, CLOSED -> close();
        }
    }

    /** Closes and tells the owner. */
    void lose(Loss loss, String message) {
        boolean awaited = state != State.IDLE && state != State.CLOSED;
        lostAt = parting ? lostAt : System.nanoTime();
        Streams several = streams;
        Upgraded other = upgraded;
        close();
        if (other != null && awaited) {
            other.lost(message);
        } else if (several != null && awaited) {
            several.lost(loss, message);
        } else if (awaited) {
            owner.lost(this, loss, message);
        }
    }
}
