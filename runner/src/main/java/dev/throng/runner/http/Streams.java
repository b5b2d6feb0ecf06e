package dev.throng.runner.http;

import dev.throng.runner.http.h2.Multiplexer;
import dev.throng.runner.http.h2.Stream;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP/2 of a connection: its streams, and when what they say goes out and came in. What is said within one turn goes to the
 * kernel at once. Confined to the loop.
 */
final class Streams implements Multiplexer.Owner {
    private static final int KEPT = 64;

    private final Connection connection;
    private final LoopIo io;
    private final ByteSink output;
    private final Multiplexer multiplexer;
    private final ArrayDeque<StreamCarrier> free = new ArrayDeque<>(1);
    private final List<StreamCarrier> unsent = new ArrayList<>(1);
    private final Runnable flush = this::flush;
    private boolean flushing;
    private boolean receiving;
    private boolean used;
    private boolean retired;
    private boolean ended;
    private long noticedAt;
    private long stamp;
    private boolean oneSegment;
    private long receivedAt;

    /** When it was heard of last, or began. */
    private long aliveAt = System.nanoTime();

    /** When it was asked whether it is alive; 0 when it was heard of since. */
    private long askedAt;

    Streams(Connection connection, LoopIo io) {
        this.connection = connection;
        this.io = io;
        output = new ByteSink(256);
        multiplexer = new Multiplexer(this, connection.origin().tls(), output);
        outputWaits();
        io.keepAlive().add(this);
    }

    /** Asks whether it is alive when nothing has come for so long, and gives it up when nothing has come since in all that patience. */
    void checkAlive(long nowNanos, long silenceNanos, long patienceNanos) {
        if (ended) {
            return;
        }
        if (askedAt == 0 && nowNanos - aliveAt >= silenceNanos) {
            askedAt = nowNanos;
            multiplexer.ping();
        } else if (askedAt != 0 && nowNanos - askedAt >= patienceNanos) {
            connection.lose(
                    Carrier.Loss.BEFORE_RESPONSE,
                    "the server has not answered a PING within " + Durations.said(patienceNanos));
        }
    }

    Origin origin() {
        return connection.origin();
    }

    boolean hasRoom() {
        return !retired && !ended && multiplexer.hasRoom();
    }

    int active() {
        return multiplexer.active();
    }

    boolean wasUsed() {
        return used;
    }

    /** A response has come. */
    void carried() {
        used = true;
    }

    /** A stream for one exchange. */
    StreamCarrier take(Carrier.Owner owner) {
        StreamCarrier next = free.pollLast();
        if (next == null) {
            return new StreamCarrier(this, owner);
        }
        next.owner(owner);
        return next;
    }

    void free(StreamCarrier carrier) {
        if (free.size() < KEPT) {
            free.addLast(carrier);
        }
        closeIfDone();
    }

    ResponseParser borrow() {
        return io.parsers().take();
    }

    void giveBack(ResponseParser parser) {
        io.parsers().give(parser);
    }

    boolean send(StreamCarrier carrier, ByteSink request, int to) {
        if (!hasRoom()) {
            return false;
        }
        unsent.add(carrier);
        multiplexer.send(carrier, request, to);
        return true;
    }

    void more(StreamCarrier carrier, ByteSink request, int from, int to) {
        multiplexer.more(carrier, request, from, to);
    }

    void cancel(StreamCarrier carrier) {
        multiplexer.cancel(carrier);
        unsent.remove(carrier);
    }

    /** Nobody waits for it any more. A connection on which nothing came since is not trusted with another exchange. */
    void giveUp(StreamCarrier carrier, long sentAt) {
        cancel(carrier);
        if (receivedAt == 0 || receivedAt - sentAt < 0) {
            retired = true;
        }
        closeIfDone();
    }

    /** No more exchanges: those under way are the last. */
    void retire() {
        retired = true;
    }

    private void closeIfDone() {
        if (retired && !ended && multiplexer.active() == 0) {
            // Not from within whatever has ended the last exchange.
            io.loop().execute(this::closeUnused);
        }
    }

    private void closeUnused() {
        if (!ended && multiplexer.active() == 0) {
            connection.close();
        }
    }

    // Sending

    @Override
    public void outputWaits() {
        if (!flushing && !receiving && !ended) {
            flushing = true;
            io.loop().execute(flush);
        }
    }

    private void flush() {
        flushing = false;
        if (ended || output.length() == 0) {
            return;
        }
        long now = System.nanoTime();
        boolean alive = connection.push(output);
        output.truncate(0);
        for (int i = 0; i < unsent.size(); i++) {
            unsent.get(i).given(now);
        }
        unsent.clear();
        if (!alive) {
            connection.broken();
        } else if (!connection.isCongested()) {
            multiplexer.sent();
        }
    }

    /** The kernel has taken all that waited. */
    void drained() {
        multiplexer.sent();
    }

    // Receiving

    /** Bytes come. @param at the kernel's stamp, 0 when there is none */
    void arriving(long noticed, long at, boolean inOneSegment) {
        noticedAt = noticed;
        stamp = at;
        oneSegment = inOneSegment;
        receivedAt = noticed;
        aliveAt = noticed;
        askedAt = 0;
    }

    void take(byte[] bytes, int count) {
        receiving = true;
        multiplexer.receive(bytes, 0, count);
        receiving = false;
        if (!ended) {
            flush();
        }
    }

    /** When the first byte of what came in answer to something that was sent then was there. */
    long firstOf(long sent) {
        long noticed = noticed(sent);
        return isStamped(sent) ? Math.min(noticed, stamp) : noticed;
    }

    /** When the last byte of it was there. */
    long lastOf(long sent) {
        if (isStamped(sent)) {
            return stamp <= noticedAt ? stamp : Math.min(stamp, System.nanoTime());
        }
        return oneSegment ? noticed(sent) : System.nanoTime();
    }

    boolean isStamped(long sent) {
        return stamp != 0 && stamp >= sent;
    }

    /** What the kernel had told of may belong to what was before. */
    private long noticed(long sent) {
        return noticedAt < sent ? System.nanoTime() : noticedAt;
    }

    @Override
    public void leaving() {
        retired = true;
        closeIfDone();
    }

    @Override
    public void violated(String problem) {
        connection.lose(Carrier.Loss.PROTOCOL, problem);
    }

    // The end

    /** The connection is being closed. */
    void close() {
        if (!ended) {
            multiplexer.leave();
            if (output.length() > 0) {
                boolean unused = connection.push(output);
            }
            ended = true;
            io.keepAlive().remove(this);
        }
    }

    /** The connection is gone: all that is under way is lost with it. */
    void lost(Carrier.Loss loss, String message) {
        ended = true;
        io.keepAlive().remove(this);
        String farewell = multiplexer.farewell();
        Stream.Ending how = loss == Carrier.Loss.PROTOCOL ? Stream.Ending.VIOLATED : Stream.Ending.RESET;
        multiplexer.end(how, farewell.isEmpty() ? message : farewell);
    }
}
