package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.script.Durations;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A worker's way to its master: dials, measures the clocks' difference, and dials again, more and more patiently, when
 * the connection breaks. Confined to the worker's loop.
 */
final class MasterConnection {
    private static final int SYNC_ROUNDS = 8;
    private static final long FIRST_PAUSE = 100_000_000;
    private static final long LONGEST_PAUSE = 2_000_000_000;
    /** A master that was never reached is most likely about to start. */
    private static final long LONGEST_FIRST_PAUSE = 300_000_000;
    /** So often it is looked for as if it was. */
    private static final int FIRST_DIALS = 200;
    /** A connection that does not get as far as a welcome is given up. */
    private static final long WELCOME_PATIENCE = 5_000_000_000L;
    /** A connection on which nothing is heard for so long is given up. */
    private static final long SILENCE = 6_000_000_000L;

    private final Loop loop;
    private final Dialer dialer;
    private final RandomGenerator random;
    private final Events events;
    private @Nullable Line line;
    private ClockSync clocks = ClockSync.UNKNOWN;
    private int failures;
    private boolean reached;
    private boolean closed;

    /** What a worker hears of it. */
    interface Events {
        /** Connected, and the clocks' difference is known: time for {@link ToMaster.Hello}. */
        void reached();

        void received(ToWorker message);

        void lost(String reason);
    }

    MasterConnection(Loop loop, Dialer dialer, RandomGenerator random, Events events) {
        this.loop = loop;
        this.dialer = dialer;
        this.random = random;
        this.events = events;
    }

    void dial() {
        if (!closed) {
            Line next = new Line();
            line = next;
            dialer.dial(next);
        }
    }

    /** Dropped when there is no connection. */
    void send(ToMaster message) {
        if (line != null && line.uplink != null) {
            line.uplink.send(message);
        }
    }

    boolean connected() {
        return line != null && line.uplink != null;
    }

    ClockSync clocks() {
        return clocks;
    }

    /** The master's clock minus this one. */
    long offsetNanos() {
        return clocks.best().offsetNanos();
    }

    /** Asks for the master's clock once more. */
    void ping() {
        send(new ToMaster.Ping(loop.nanos()));
    }

    /** Gives the connection up when it does not come to a welcome, or it has been silent for long, which a cut network looks like. */
    void listen() {
        if (line == null || line.uplink == null) {
            return;
        }
        if (loop.nanos() - line.heard > SILENCE) {
            line.drop("nothing heard from the master for " + Durations.said(SILENCE));
        } else if (!line.answered && loop.nanos() - line.openedAt > WELCOME_PATIENCE) {
            line.drop("no answer from the master");
        }
    }

    /** The master let this worker take part: the connection is a good one. */
    void welcomed() {
        failures = 0;
        reached = true;
        if (line != null) {
            line.answered = true;
        }
    }

    /** Ends this connection and dials again. */
    void redial(String reason) {
        if (line != null) {
            line.drop(reason);
        }
    }

    void close() {
        closed = true;
        if (line != null && line.uplink != null) {
            line.uplink.close();
        }
        line = null;
    }

    private long pause() {
        long most = reached || failures > FIRST_DIALS ? LONGEST_PAUSE : LONGEST_FIRST_PAUSE;
        long longest = Math.min(most, FIRST_PAUSE << Math.min(failures, 10));
        failures++;
        return longest / 2 + random.nextLong(longest / 2);
    }

    /** One connection; what comes of an earlier one is ignored. */
    private final class Line implements Dialer.Listener {
        private @Nullable Uplink uplink;
        private long openedAt;
        private long heard;
        private boolean answered;
        private int rounds;

        @Override
        public void opened(Uplink opened) {
            if (line != this) {
                opened.close();
                return;
            }
            uplink = opened;
            openedAt = loop.nanos();
            heard = openedAt;
            clocks = ClockSync.UNKNOWN;
            ping();
        }

        @Override
        public void received(ToWorker message) {
            if (line != this) {
                return;
            }
            heard = loop.nanos();
            if (message instanceof ToWorker.Pong pong) {
                measured(pong);
            } else {
                events.received(message);
            }
        }

        private void measured(ToWorker.Pong pong) {
            clocks = clocks.with(pong.workerNanos(), pong.masterNanos(), loop.nanos());
            rounds++;
            if (rounds < SYNC_ROUNDS) {
                ping();
            } else if (rounds == SYNC_ROUNDS) {
                events.reached();
            }
        }

        @Override
        public void closed(String reason) {
            if (line == this) {
                line = null;
                events.lost(reason);
                loop.after(pause(), MasterConnection.this::dial);
            }
        }

        private void drop(String reason) {
            Uplink open = uplink;
            closed(reason);
            if (open != null) {
                open.close();
            }
        }
    }
}
