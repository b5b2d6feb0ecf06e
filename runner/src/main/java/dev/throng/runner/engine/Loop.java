package dev.throng.runner.engine;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.BodyReader;
import dev.throng.runner.engine.machine.Limits;
import dev.throng.runner.engine.timing.Timers;
import dev.throng.runner.http.LoopIo;
import dev.throng.runner.http.Poison;
import dev.throng.runner.http.RequestEncoder;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.websocket.Compression;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One event loop: a thread that owns its users with their connections and timers, and the recorder of what they measure.
 * Nothing of it is touched by another thread, except by {@link #execute}.
 *
 * <p>A turn of the loop: wait for events or the next timer, hear the events, fire what is due, run tasks from outside.
 */
final class Loop implements Runnable, Executor, Poller.Awake {
    private static final long LONGEST_WAIT = 1_000_000_000;

    /** When many are due at once, responses are read in between: the time they wait unread would count as the server's. */
    private static final int STARTS_AT_ONCE = 32;

    private static final long LATE_NANOS = 10_000_000;

    /** A gap this long in the loop's own clock is no lateness but a standstill: it says nothing about the target. */
    private static final long STANDSTILL_NANOS = 500_000_000;

    final Shared shared;
    final int index;
    final Poller poller;
    final LoopIo io;
    final Timers timers = new Timers();
    final Recorder recorder;
    final RequestEncoder encoder;
    final BodyReader bodies;
    final RunClock clock;
    private final Population population;
    final ThreadFactory threads;

    /** Who watches each exchange; nearly always nobody. */
    final @Nullable Watched watched;

    /** Who is told of the requests that have trace ids; mostly nobody. */
    final @Nullable Traced traced;

    /** Null unless users share connections. */
    final @Nullable SharedConnections sharedConnections;

    /** What users take their connections from; null where each has its own. */
    final @Nullable FreeConnections freeConnections;

    final Turns turns;

    /** Whether a user keeps its connections from one task to the next. */
    final boolean keepsConnections;

    /** The proxy that requests go by. */
    final @Nullable Proxied proxy;

    int inFlight;
    final int mostConnections;
    final long connectTimeoutNanos;
    final long firstByteTimeoutNanos;
    final Recorder.Timing lag;
    final Recorder.Timing dnsTime;
    final Recorder.Timing connectTime;
    final Recorder.Timing tlsTime;

    /** For connections that must be of HTTP/1.1. */
    final LoopIo http1;

    private @Nullable Compression compression;
    private @Nullable ResponseParser noResponse;

    /** What an event of a stream carries, while it is looked at. */
    final JsonDocument eventData = new JsonDocument();

    private final Map<CustomMetric, Recorder.Timing> metrics = new HashMap<>();
    private boolean saidTooMany;
    private final Recorder.Timing loopLag;
    private final Thread thread;
    private final Queue<Runnable> mail = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final Recorder.Timing standstill;
    private long asleepSince;
    private long waitedFor;
    private long awakeSince;
    private long stallEnd = Long.MIN_VALUE;
    private long busyNanos;
    private long slicedBusyNanos;
    private long slicedAt = System.nanoTime();
    private volatile boolean closing;

    /** When the present turn began, for whoever watches that turns come to an end. */
    private volatile long beat = System.nanoTime();

    /** Whose code was let go on last, and when. */
    private volatile @Nullable Thread running;

    private final Queue<CompletableFuture<Slice>> asked = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean abandoned;
    private volatile long runningSince = System.nanoTime();

    /** @param population makes the users of this loop */
    Loop(Shared shared, int index, Function<? super Loop, ? extends Population> population) {
        this.shared = shared;
        this.index = index;
        poller = shared.options().pollers().open();
        recorder = new Recorder(shared.epochMillis());
        encoder = new RequestEncoder(shared.epochMillis());
        bodies = new BodyReader(shared.plan().http().maxBodyBytes());
        io = LoopIo.of(poller, shared.tls(), this, shared.elsewhere());
        http1 = io.http1();
        lag = recorder.timing(Snapshot.LAG);
        loopLag = recorder.timing(Snapshot.LOOP_LAG);
        dnsTime = recorder.timing(Snapshot.DNS);
        connectTime = recorder.timing(Snapshot.CONNECT);
        tlsTime = recorder.timing(Snapshot.TLS);
        int streams = shared.plan().http().streams();
        sharedConnections = streams > 1 ? new SharedConnections(streams) : null;
        turns = new Turns(shared.dns());
        Wires wires = shared.plan().http().wires();
        freeConnections = wires.per() == ConnectionsPer.worker ? new FreeConnections() : null;
        keepsConnections = wires.per() != ConnectionsPer.iteration;
        boolean http2 = shared.plan().http().version() == HttpVersion.V2;
        proxy = wires.proxy().map(one -> new Proxied(one, http2)).orElse(null);
        mostConnections = part(Limits.ofThisProcess().connections());
        connectTimeoutNanos = shared.plan().http().connectTimeout().toNanos();
        firstByteTimeoutNanos = shared.plan().http().firstByteTimeout().toNanos();
        traced = shared.options().tracer().map(Traced::new).orElse(null);
        watched = shared.options()
                .witness()
                .map(witness -> new Watched(witness, shared.plan()))
                .orElse(null);
        standstill = recorder.timing(Snapshot.STANDSTILL);
        threads = shared.options().scheduler().threads(this);
        clock = new RunClock(shared.plan());
        this.population = population.apply(this);
        thread = Thread.ofPlatform().daemon().name("loop-" + index).unstarted(this);
    }

    /** For a user that comes. */
    Connections newConnections() {
        return freeConnections == null ? new Connections() : freeConnections;
    }

    void start() {
        thread.start();
    }

    /** Runs a task on the loop's thread, soon. For all threads. */
    @Override
    public void execute(Runnable task) {
        if (isCurrent()) {
            soon.add(task);
        } else {
            mail.add(task);
            poller.wakeUp();
        }
    }

    /** Whether the virtual threads of blocking code run on this loop, so that they may use what is confined to it. */
    boolean hosts() {
        return shared.options().scheduler().onLoop();
    }

    /** Code is let go on. */
    void letGo(Thread code, long atNanos) {
        running = code;
        runningSince = atNanos;
    }

    long runningSince() {
        return runningSince;
    }

    @Nullable Thread running() {
        return running;
    }

    long beat() {
        return beat;
    }

    boolean isCurrent() {
        return Thread.currentThread().threadId() == thread.threadId();
    }

    /** Ends the interval of what this loop measures. For all threads. */
    CompletableFuture<Slice> slice() {
        CompletableFuture<Slice> slice = new CompletableFuture<>();
        asked.add(slice);
        if (abandoned) {
            handOver();
        } else {
            execute(this::handOver);
        }
        return slice;
    }

    private synchronized void handOver() {
        for (CompletableFuture<Slice> slice = asked.poll(); slice != null; slice = asked.poll()) {
            slice.complete(cut());
        }
    }

    /**
     * Gives the loop up: code holds its thread and cannot be ended. Whoever asks for what was measured gets it without the loop
     * from now on; should its thread ever come back, it has nothing more to do. Called by one thread.
     */
    void abandon(String why) {
        recorder.exception(why, "");
        recorder.stop(why);
        count(Counter.CODE_OUT_OF_HAND);
        closing = true;
        abandoned = true;
        handOver();
        empty.complete(null);
    }

    private Slice cut() {
        lookForLateTouches();
        long now = System.nanoTime();
        long busy = busyNanos + now - awakeSince;
        double share = (double) (busy - slicedBusyNanos) / Math.max(1, now - slicedAt);
        slicedBusyNanos = busy;
        slicedAt = now;
        return new Slice(
                recorder.flip(), population.users(), clock.intendedUsers(), inFlight, poller.links(), Math.clamp(share, 0, 1));
    }

    private void lookForLateTouches() {
        try {
            io.sinks().check();
        } catch (Poison.Touched late) {
            complain("in a pool", late);
        }
    }

    /** Lets all users leave; completes when they have. For all threads. */
    CompletableFuture<Void> stopLoad() {
        execute(() -> population.stop(() -> empty.complete(null)));
        return empty;
    }

    /** Waits until the thread has ended, for a moment; an interrupt ends the wait. */
    void awaitEnd() {
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loop and closes its sockets; for all threads. */
    void close() {
        closing = true;
        poller.wakeUp();
    }

    @Override
    public void run() {
        poller.enter();
        awakeSince = System.nanoTime();
        while (!closing) {
            try {
                turn();
            } catch (Throwable bug) {
                // Each user guards its own steps; what still arrives here must not take the other users down.
                survive(bug);
            }
        }
        bodies.close();
        poller.close();
    }

    private void survive(Throwable bug) {
        try {
            if (bug instanceof OutOfMemoryError) {
                shared.reserve().open();
                ranOut("");
            }
            complain("in the event loop", bug);
        } catch (OutOfMemoryError again) {
            // The next turn meets it anew.
        }
    }

    /** Memory has run out: ends the run if the scenario's code keeps it. @param line of the code that wanted more */
    void ranOut(String line) {
        shared.reserve().ranOut().ifPresent(kept -> {
            shared.plan()
                    .scenario()
                    .ifPresent(scenario -> scenario.endAll("ended, because the scenario's code keeps too much memory"));
            keepsTooMuch(kept, Runtime.getRuntime().maxMemory(), line);
        });
    }

    /** Ends the run because of what the scenario's code keeps, while there is some memory left to do so. */
    void keepsTooMuch(long kept, long most, String line) {
        String why = "it keeps " + (kept >> 20) + " MiB of " + (most >> 20) + " MiB" + line;
        recorder.stop(why);
        recorder.exception("the scenario's code has to be ended: " + why, "");
        count(Counter.CODE_OUT_OF_HAND);
    }

    /** Ends the run because of what the scenario's code does. */
    void outOfHand(String why) {
        recorder.stop(why);
        count(Counter.CODE_OUT_OF_HAND);
    }

    private void turn() {
        asleepSince = System.nanoTime();
        boolean work = !soon.isEmpty() || !mail.isEmpty();
        waitedFor = work ? asleepSince : Math.min(timers.nextNanos(), asleepSince + LONGEST_WAIT);
        noticeGap(awakeSince, asleepSince);
        busyNanos += asleepSince - awakeSince;
        poller.await(waitedFor, this);
        beat = awakeSince;
        fireTimers(System.nanoTime());
        runAll(mail);
        runAll(soon);
    }

    private void fireTimers(long nowNanos) {
        long late = nowNanos - timers.nextNanos();
        if (late >= 0) {
            loopLag.record(late);
            timers.fire(nowNanos, STARTS_AT_ONCE);
        }
    }

    @Override
    public void awake(long nowNanos) {
        awakeSince = nowNanos;
        if (nowNanos >= waitedFor) {
            loopLag.record(nowNanos - waitedFor);
        }
        noticeGap(Math.max(waitedFor, asleepSince), nowNanos);
    }

    /** The process was stopped, or starved, when this lies long before that. */
    private void noticeGap(long expected, long actual) {
        if (actual - expected > STANDSTILL_NANOS) {
            stallEnd = actual;
            standstill.record(actual - expected);
        }
    }

    /** Only what is there now: what the tasks bring forth waits for the next turn. */
    private static void runAll(Queue<Runnable> tasks) {
        for (int known = tasks.size(); known > 0; known--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** Whether a time from then to now spans a gap in this loop's own clock, so that it says nothing about the server. */
    boolean stalled(long fromNanos, long nowNanos) {
        return fromNanos < stallEnd || nowNanos - awakeSince > STANDSTILL_NANOS;
    }

    /** When the present turn began: exact enough for time-outs, and cheaper than a look at the clock. */
    long awakeSince() {
        return awakeSince;
    }

    /** End of the last gap in the loop's clock; long ago when there was none. */
    long stallEnd() {
        return stallEnd;
    }

    /** Notes how late something starts that was to start then. */
    void started(long intendedNanos) {
        long late = System.nanoTime() - intendedNanos;
        lag.record(late);
        if (late > LATE_NANOS) {
            count(Counter.LATE);
        }
    }

    /** Whether the user or arrival with this number of this worker is this loop's; pure, and even for every worker. */
    boolean owns(long number) {
        // Multiples of the golden ratio spread evenly over the loops, whichever regular part of the numbers a worker
        // has.
        return (number * 0x9E3779B97F4A7C15L >>> 32) * shared.options().loops() >>> 32 == index;
    }

    /** This loop's part of something that is divided among the loops. */
    int part(int whole) {
        int loops = shared.options().loops();
        return (int) (((long) whole + index) / loops);
    }

    /**
     * Adds to a metric of the scenario's own, unless that is the warm-up's; the first ones of them are kept.
     *
     * @param atNanos when it was measured, or began if it took a while
     */
    void metric(MetricKind kind, String name, double value, long atNanos) {
        if (!clock.isJudged(atNanos)) {
            return;
        }
        CustomMetric metric = new CustomMetric(CustomMetric.Kind.valueOf(kind.name()), name);
        Recorder.Timing kept = metrics.get(metric);
        if (kept == null) {
            if (metrics.size() == CustomMetric.MOST) {
                tooManyMetrics(name);
                return;
            }
            kept = recorder.timing(metric.key());
            metrics.put(metric, kept);
        }
        double left = value;
        while (left > CustomMetric.LARGEST && kind == MetricKind.COUNTER) {
            kept.record(CustomMetric.nanos(CustomMetric.LARGEST));
            left -= CustomMetric.LARGEST;
        }
        kept.record(CustomMetric.nanos(left));
    }

    /** Said once: a name that is different each time is a mistake of the scenario's. */
    private void tooManyMetrics(String name) {
        if (!saidTooMany) {
            saidTooMany = true;
            complain(
                    "and others are not kept",
                    new IllegalStateException("there are more than " + CustomMetric.MOST + " metrics: " + name));
        }
    }

    /** Packs the messages of WebSockets; made when the first one is opened. */
    Compression compression() {
        Compression made = compression;
        if (made == null) {
            made = new Compression();
            compression = made;
        }
        return made;
    }

    /** What stands for the response where a message of a WebSocket is judged: one that nobody has anything against. */
    ResponseParser noResponse() {
        ResponseParser made = noResponse;
        if (made == null) {
            made = ResponseParser.empty(io.sinks());
            noResponse = made;
        }
        return made;
    }

    void count(Counter counter) {
        recorder.add(counter, 1);
    }

    /** Notes an uncaught problem. */
    void complain(String where, Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        recorder.exception(problem + " " + where, trace.toString());
    }
}
