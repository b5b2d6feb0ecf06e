package dev.throng.runner.engine.loop;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.BodyReader;
import dev.throng.runner.engine.judge.ResponseValidator;
import dev.throng.runner.engine.machine.Limits;
import dev.throng.runner.engine.timing.Timers;
import dev.throng.runner.engine.tracing.RedactingWitness;
import dev.throng.runner.engine.tracing.Traced;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
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
public final class Loop implements Runnable, Executor, Poller.Awake {
    private static final long LONGEST_WAIT = 1_000_000_000;

    /** When many are due at once, responses are read in between: the time they wait unread would count as the server's. */
    private static final int STARTS_AT_ONCE = 32;

    private final Shared shared;
    private final int index;
    private final Poller poller;
    private final Timers timers = new Timers();
    private final Recorder recorder;
    private final Network network;
    private final BodyReader bodies;
    private final ResponseValidator validator;
    private final LoopClock clock;
    private final RunClock runClock;
    private final CustomMetrics metrics;
    private final ThreadFactory threads;
    private final @Nullable RedactingWitness witness;
    private final @Nullable Traced traced;
    private final JsonDocument eventData = new JsonDocument();
    private final Population population;
    private final Thread thread;
    private final Queue<Runnable> mail = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final Queue<CompletableFuture<Slice>> asked = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private @Nullable ResponseParser noResponse;
    private int inFlight;
    private volatile boolean closing;
    private volatile boolean abandoned;

    /** Whose code was let go on last, and when. */
    private volatile @Nullable Thread running;

    private volatile long runningSince = System.nanoTime();

    /** @param population makes the users of this loop */
    public Loop(Shared shared, int index, Function<? super Loop, ? extends Population> population) {
        this.shared = shared;
        this.index = index;
        poller = shared.options().pollers().open();
        recorder = new Recorder(shared.epochMillis());
        clock = new LoopClock(recorder);
        runClock = new RunClock(shared.plan());
        metrics = new CustomMetrics(recorder);
        bodies = new BodyReader(shared.plan().http().maxBodyBytes());
        boolean isWatched = shared.options().witness().isPresent();
        if (isWatched) {
            bodies.content().validateAll();
        }
        validator = new ResponseValidator(
                shared.plan().http().contract().orElse(null), shared.target().origin(), isWatched);
        network = new Network(shared, poller, this, part(Limits.ofThisProcess().connections()), recorder);
        traced = shared.options().tracer().map(Traced::new).orElse(null);
        witness = shared.options()
                .witness()
                .map(witness -> new RedactingWitness(witness, shared.plan()))
                .orElse(null);
        threads = shared.options().scheduler().threads(this);
        this.population = population.apply(this);
        if (network.io().keepAlive().isOn()) {
            new KeepAliveTimer(network.io().keepAlive(), timers).begin();
        }
        thread = Thread.ofPlatform().daemon().name("loop-" + index).unstarted(this);
    }

    // What its users use

    /** What all loops of the worker use. */
    public Shared shared() {
        return shared;
    }

    public Timers timers() {
        return timers;
    }

    public Recorder recorder() {
        return recorder;
    }

    public Network network() {
        return network;
    }

    public BodyReader bodies() {
        return bodies;
    }

    /** Validates responses. */
    public ResponseValidator validator() {
        return validator;
    }

    /** What its turns say. */
    public LoopClock clock() {
        return clock;
    }

    /** What the run's clock says. */
    public RunClock runClock() {
        return runClock;
    }

    /** Makes the threads of blocking code. */
    public ThreadFactory threads() {
        return threads;
    }

    /** Who watches each exchange; nearly always nobody. */
    public @Nullable RedactingWitness witness() {
        return witness;
    }

    /** Who is told of the requests that have trace ids; mostly nobody. */
    public @Nullable Traced traced() {
        return traced;
    }

    /** What an event of a stream carries, while it is looked at. */
    public JsonDocument eventData() {
        return eventData;
    }

    public int index() {
        return index;
    }

    /** Something that a user waits for is under way. */
    public void began() {
        inFlight++;
    }

    /** Something that was under way is over. */
    public void ended() {
        inFlight--;
    }

    public void count(Counter counter) {
        recorder.add(counter, 1);
    }

    /**
     * Adds to a metric of the scenario's own, unless that is the warm-up's.
     *
     * @param atNanos when it was measured, or began if it took a while
     */
    public void metric(MetricKind kind, String name, double value, long atNanos) {
        if (runClock.isJudged(atNanos)) {
            metrics.add(kind, name, value);
        }
    }

    /** What stands for the response where a message of a WebSocket is judged: one that nobody has anything against. */
    public ResponseParser noResponse() {
        ResponseParser made = noResponse;
        if (made == null) {
            made = ResponseParser.empty(network.io().sinks());
            noResponse = made;
        }
        return made;
    }

    /** Whether the user or arrival with this number of this worker is this loop's; pure, and even for every worker. */
    public boolean owns(long number) {
        // Multiples of the golden ratio spread evenly over the loops, whichever regular part of the numbers a worker
        // has.
        return (number * 0x9E3779B97F4A7C15L >>> 32) * shared.options().loops() >>> 32 == index;
    }

    /** This loop's part of something that is divided among the loops. */
    public int part(int whole) {
        int loops = shared.options().loops();
        return (int) (((long) whole + index) / loops);
    }

    // Its life

    public void start() {
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
    public boolean hosts() {
        return shared.options().scheduler().onLoop();
    }

    /** The caller is code that goes on by itself, after a wait that the loop knows nothing of, for instance. */
    public void goesOn(Thread code) {
        if (!code.equals(running)) {
            letGo(code, System.nanoTime());
        }
    }

    /** Code is let go on. */
    public void letGo(Thread code, long atNanos) {
        running = code;
        runningSince = atNanos;
    }

    long runningSince() {
        return runningSince;
    }

    @Nullable Thread running() {
        return running;
    }

    /**
     * Whether the caller is on the loop's thread, be it as the code that the loop hosts: for that one no mail and no wake-up, on
     * whose lock it could be taken off in the middle of what is to be done at one go.
     */
    private boolean isCurrent() {
        Thread caller = Thread.currentThread();
        return caller.equals(thread) || caller.equals(running) && hosts();
    }

    /** Ends the interval of what this loop measures. For all threads. */
    public CompletableFuture<Slice> slice() {
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
        double share = clock.busyShare();
        return new Slice(
                recorder.flip(), population.users(), runClock.intendedUsers(), inFlight, poller.links(), share);
    }

    private void lookForLateTouches() {
        try {
            network.io().sinks().check();
        } catch (Poison.Touched late) {
            complain("in a pool", late);
        }
    }

    /** Lets all users leave; completes when they have. For all threads. */
    public CompletableFuture<Void> stopLoad() {
        execute(() -> population.stop(() -> empty.complete(null)));
        return empty;
    }

    /** Waits until the thread has ended, for a moment; an interrupt ends the wait. */
    public void awaitEnd() {
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loop and closes its sockets; for all threads. */
    public void close() {
        closing = true;
        poller.wakeUp();
    }

    @Override
    public void run() {
        poller.enter();
        clock.start();
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
    public void ranOut(String line) {
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
        long now = clock.asleep();
        boolean work = !soon.isEmpty() || !mail.isEmpty();
        long until = work ? now : Math.min(timers.nextNanos(), now + LONGEST_WAIT);
        clock.until(until);
        poller.await(until, this);
        clock.turnBegins();
        fireTimers(System.nanoTime());
        runAll(mail);
        runAll(soon);
    }

    private void fireTimers(long nowNanos) {
        long late = nowNanos - timers.nextNanos();
        if (late >= 0) {
            clock.late(late);
            timers.fire(nowNanos, STARTS_AT_ONCE);
        }
    }

    @Override
    public void awake(long nowNanos) {
        clock.awake(nowNanos);
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

    /** Notes an uncaught problem. */
    public void complain(String where, Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        recorder.exception(problem + " " + where, trace.toString());
    }
}
